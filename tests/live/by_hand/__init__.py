"""What people change by hand in an account of the worked example, and how `groundplan live drift` says each of it.

The docstring of a change is what is said of it, without ids. Of EKS, what is kept by the stand-in is changed; all else
is changed by boto3.
"""

import re
from importlib import import_module
from pkgutil import iter_modules

from tests.live.by_hand.hands import CHANGES, Change


def changes() -> list[Change]:
    """Every change of this folder."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return CHANGES


def expected() -> list[str]:
    """Every line that is to be said once all changes are made."""
    docs = (each.__doc__ or "" for each in changes())
    return sorted(line.strip() for doc in docs for line in doc.splitlines() if line.strip())


def without_ids(line: str) -> str:
    """A line without what AWS makes up: ids, and the hash of a group's name."""
    return re.sub(r"\b(vpc|subnet|sg|nat|igw|rtb|vpce)-[0-9a-f]{8,17}\b", r"\1-ID", line)
