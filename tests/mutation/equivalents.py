"""Changes that make no difference, each with the reason."""

from functools import cache
from pathlib import Path

import yaml


@cache
def equivalents() -> dict[str, dict[str, str]]:
    """The reason of each change, by rule and change."""
    found: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "equivalents.yaml").read_text()) or {}
    return found


def useless(survived: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Entries for a change of one of these rules that is noticed, or that there is not."""
    known = equivalents()
    return [(name, change) for name, left in survived.items() for change in known.get(name, {}) if change not in left]
