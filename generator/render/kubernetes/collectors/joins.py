"""Which lines are joined where: each log has one set of ways, or none."""

from typing import NamedTuple

from generator.platform.types.collector import Multiline
from generator.platform.types.platform import Platform


class Join(NamedTuple):
    """A way to join lines of some logs: by languages, or by what first lines look like.

    `namespaces`: those whose pods are meant; with `others` all but those.
    """

    alias: str
    namespaces: tuple[str, ...]
    others: bool
    languages: tuple[str, ...]
    first_line: str | None


def joins(platform: Platform) -> list[Join]:
    """The ways of a platform, those of named namespaces first."""
    entries = platform.logging.multiline
    named = sorted({namespace for entry in entries.values() for namespace in entry.namespaces})
    groups: dict[tuple[str, ...], list[str]] = {}
    for namespace in named:
        names = tuple(name for name, entry in entries.items() if not entry.namespaces or namespace in entry.namespaces)
        groups.setdefault(names, []).append(namespace)
    found = [_join(entries, names, tuple(namespaces), others=False) for names, namespaces in groups.items()]
    everywhere = tuple(name for name, entry in entries.items() if not entry.namespaces)
    return [*found, _join(entries, everywhere, tuple(named), others=True)] if everywhere else found


def _join(entries: dict[str, Multiline], names: tuple[str, ...], namespaces: tuple[str, ...], *, others: bool) -> Join:
    """Of first lines there is one pattern for all: what begins like none of them belongs to the entry before."""
    first_lines = [line for name in names if (line := entries[name].first_line) is not None]
    languages = () if first_lines else names
    pattern = "|".join(f"(?:{line})" for line in first_lines) or None
    alias = "-".join(["join", *names, *(() if others else namespaces)])
    return Join(alias, namespaces, others, languages, pattern)
