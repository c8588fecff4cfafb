"""Changes as a list: what is alike is one entry, and what there is too much of is counted."""

from typing import NamedTuple

from generator.diff.change import Action, Change, Field
from generator.diff.report.html.values import Shown, shown

ENTRIES = 1000
"""Entries of a list; a page of some thousands is slow to open."""
NAMES = 2000
FIELDS = 60
PREVIEW = 32
OWN = "NAME"
"""In the place of the names of objects that are one entry."""


class Budget:
    """Characters of values that a page may still hold for an environment."""

    def __init__(self, characters: int = 3_000_000) -> None:
        self.left = characters


class Entry(NamedTuple):
    """Objects of a kind of which the same is to be said."""

    action: Action
    kind: str
    names: list[str]
    more_names: int
    because: str
    causes: tuple[str, ...]
    takes_along: list[str]
    fields: list[tuple[str, Shown, bool]]
    more_fields: int

    @property
    def preview(self) -> tuple[str, str, str] | None:
        """The last key of the first field with its values, where these are short."""
        for name, (old, new, _, _), _ in self.fields[:1]:
            if old is not None and new is not None and len(old) <= PREVIEW >= len(new):
                return name.rpartition(".")[2], old, new
        return None

    @property
    def objects(self) -> int:
        """How many they are."""
        return len(self.names) + self.more_names


class Listing(NamedTuple):
    """The entries of a tree, how many changes there are in all, and how many objects no entry has."""

    entries: list[Entry]
    changes: int
    left_out: int


def listing(changes: list[Change], budget: Budget) -> Listing:
    """The entries, worst first."""
    together: dict[tuple[str, str, str, str], list[Change]] = {}
    for change in changes:
        fields = repr([_anonymous(change, field) for field in change.fields])
        together.setdefault((change.action, _kind(change), change.because, fields), []).append(change)
    groups = list(together.values())
    followers = _followers(changes)
    entries = [_entry(alike, followers, budget) for alike in groups[:ENTRIES]]
    return Listing(entries, len(changes), sum(len(alike) for alike in groups[ENTRIES:]))


def _kind(change: Change) -> str:
    return change.name.partition(" " if change.tree == "kubernetes" else ".")[0]


def _anonymous(change: Change, field: Field) -> Field:
    """A field whose path does not have the object's own name, as that of its container does."""
    own = change.name.rpartition("/")[2]
    return field._replace(path=tuple(OWN if key == own else key for key in field.path))


def _followers(changes: list[Change]) -> dict[str, list[str]]:
    """Whom the replacement of each resource takes along."""
    found: dict[str, list[str]] = {}
    for change in changes:
        for cause in change.causes:
            found.setdefault(cause, []).append(change.name)
    return found


def _entry(alike: list[Change], followers: dict[str, list[str]], budget: Budget) -> Entry:
    first, names = alike[0], [change.name for change in alike]
    told = first.fields[:FIELDS] if budget.left > 0 else ()
    named = [_anonymous(first, field) if len(alike) > 1 else field for field in told]
    fields = [(field.dotted, shown(field), field.forces) for field in named]
    budget.left -= sum(values.size for _, values, _ in fields)
    takes_along = list(dict.fromkeys(name for change in alike for name in followers.get(change.name, ())))
    return Entry(
        first.action,
        _kind(first),
        names[:NAMES],
        max(len(names) - NAMES, 0),
        first.because if not first.causes else "",
        first.causes,
        takes_along[:FIELDS],
        fields,
        len(first.fields) - len(fields),
    )
