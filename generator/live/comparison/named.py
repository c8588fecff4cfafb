"""Things whose names end in a hash of what cannot be changed in them: found again when that hash is another."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Found(NamedTuple):
    """The names in AWS, by their keys in the file, and those that no key has."""

    names: dict[str, str]
    others: list[str]


def matched(declared: Mapping[str, str], actual: Iterable[str]) -> Found:
    """Find declared names (by key), or else other names of the same key."""
    left = sorted(actual)
    names = {key: name for key, name in declared.items() if name in left}
    left = [name for name in left if name not in names.values()]
    for key in declared.keys() - names.keys():
        similar = [name for name in left if re.fullmatch(rf"{re.escape(key)}-[0-9a-f]{{8}}", name)]
        if similar:
            names[key] = similar[0]
            left.remove(similar[0])
    return Found(names, left)
