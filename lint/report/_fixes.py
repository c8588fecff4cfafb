"""How findings are mended, for programs: where in the file, and as which text."""

from typing import NamedTuple

from generator.platform.document.source import Source
from generator.platform.violation import Edit
from lint.edits import Change, changes
from lint.engine import Result


class Replacement(NamedTuple):
    """An edit with its part of the text, from a line and column up to another (from 1), and what takes its place."""

    edit: Edit
    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def replacements(result: Result) -> list[list[Replacement]]:
    """For each finding of a result, in their order: all that its fix changes; nothing where it cannot be made."""
    return [_together(result.source, found) for found in changes(result)]


def _together(source: Source, found: list[Change]) -> list[Replacement]:
    made = {each.edit.place: each for each in found}
    splices = [(each.edit, each.splice(source)) for each in made.values()]
    return [
        Replacement(edit, source.position(cut.start), source.position(cut.end), cut.text)
        for edit, cut in splices
        if cut is not None and all(other is not None for _, other in splices)
    ]
