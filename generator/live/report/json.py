"""For programs: one object a difference."""

import json
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, to_builtins

from generator.live.drift import Compared, Found


def says(description: str) -> Meta:
    """The description of a field."""
    return Meta(description=description)


class Entry(Struct, rename="camel"):
    """A drift."""

    file: Annotated[str, says("The file, as it was given.")]
    line: Annotated[int, says("The line, counted from 1.")]
    column: Annotated[int, says("The first column in characters, counted from 1.")]
    end_column: Annotated[int, says("The column after the last one.")]
    environment: Annotated[str, says("The environment.")]
    place: Annotated[list[str | int], says("The keys and indices from the top of the file.")]
    declared: Annotated[Any, says("What the file says; null where it says nothing.")]
    actual: Annotated[Any, says("What AWS has; null where it has nothing.")]
    about: Annotated[str, says("The thing in AWS, where the place has several.")]


class Missing(Struct, rename="camel"):
    """What could not be read, or not wholly."""

    aspect: Annotated[str, says("The aspect.")]
    environment: Annotated[str, says("The environment.")]
    reason: Annotated[str, says("The IAM action, and what AWS said.")]


class Report(Struct, rename="camel"):
    """What `groundplan live drift --format json` prints."""

    version: Annotated[Literal[1], says("The version of this form; keys may be added to it, none is removed.")]
    drifts: Annotated[list[Entry], says("Every drift, by its place in the file.")]
    unread: Annotated[list[Missing], says("What could not be read.")]


def report(compared: Compared) -> str:
    """A Report as text."""
    name = compared.source.name
    unread = [Missing(each.rule, each.environment, each.reason) for each in compared.unread]
    made = Report(1, [_entry(name, found) for found in compared.found], unread)
    return json.dumps(to_builtins(made, str_keys=True), indent=2, ensure_ascii=False) + "\n"


def _entry(name: str, found: Found) -> Entry:
    line, column, end = found.span
    place, declared, actual, about = found.drift
    return Entry(name, line, column, end, found.environment, list(place), declared, actual, about)
