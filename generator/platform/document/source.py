"""A platform.yaml: its text, its values, and where in the text each of them is."""

import errno
import os
import stat
from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from generator.errors import ToolFailed, UsageError
from generator.platform.document.yaml_tree import Entry, Scalar, Tree, lines, parse, starts
from generator.platform.types.node import Place

MAX_BYTES = 32 * 1024 * 1024


class Span(NamedTuple):
    """Part of a line: line and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end: int


class Source:
    """The text of a platform.yaml, read once."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.tree: Tree = parse(text)

    @property
    def data(self) -> Any:
        return self.tree.data

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, the first at 0."""
        return lines(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts, in characters of the text, the first at 0."""
        return starts(self.text)

    def position(self, character: int) -> tuple[int, int]:
        """The line and the column of a character of the text; both count from 1."""
        line = bisect_right(self.starts, character)
        return line, character - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line of the text by its number from 1; empty beyond the end."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def span(self, place: Place, environment: str | None = None) -> Span:
        """Where a place is written: in the environment that sets it, else the common part, else what lies around it."""
        entry, _ = self._set(place, environment)
        return _span(entry) if entry is not None else self._start()

    def value_text(self, place: Place, environment: str | None = None) -> str:
        """A plain scalar as it is written in the file; empty for all else."""
        entry, whole = self._set(place, environment)
        start = entry.start if whole and entry is not None else None
        return str(start.value) if type(start) is Scalar and not start.style else ""

    def in_text(self, line: int, column: int) -> bool:
        """Whether a position lies inside a scalar: what looks like a comment there is text."""
        position = line - 1, column - 1
        return any(start <= position < end for start, end in self._marked)

    @cached_property
    def _marked(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Where the scalars lie that hold a #."""
        entries = (entry for inside in self.tree.entries.values() for entry in inside.values())
        events = (event for entry in entries for event in {entry.key, entry.start})
        return [_extent(event) for event in events if type(event) is Scalar and "#" in event.value]

    def _start(self) -> Span:
        """The first key: what a fault of the whole file is blamed on."""
        first = next(iter(self.tree.entries.get(id(self.data), {}).values()), None)
        return _span(first._replace(end=first.key)) if first is not None else Span(1, 1, 2)

    def _set(self, place: Place, environment: str | None) -> tuple[Entry | None, bool]:
        """The entry that sets a place, or the nearest around it; and whether it is the place's own."""
        base, depth = self._entry(place)
        if environment is not None:
            override, found = self._entry(("environments", environment, *place))
            if found - 2 >= max(depth, 1):
                return override, found - 2 == len(place)
        return base, depth == len(place)

    def _entry(self, place: Place) -> tuple[Entry | None, int]:
        data, entry, depth = self.data, None, 0
        for key in place:
            found = self.tree.entries.get(id(data), {}).get(key)
            if found is None:
                break
            entry, data, depth = found, data[key], depth + 1
        return entry, depth


def _extent(event: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = event.start_mark, event.end_mark
    return (start.line, start.column), (end.line, end.column)


def _span(entry: Entry) -> Span:
    first, key_end, end = entry.key.start_mark, entry.key.end_mark, entry.end.end_mark
    last = end if end.line == first.line and not _empty(entry) else key_end
    stop = last.column if last.line == first.line else first.column + 1
    return Span(first.line + 1, first.column + 1, max(stop, first.column + 1) + 1)


def _empty(entry: Entry) -> bool:
    return bool(entry.end.end_mark.index <= entry.key.end_mark.index)


def read(path: Path) -> Source:
    """Read a platform.yaml; raises UsageError for what is no such file, ToolFailed where it may not be read."""
    try:
        raw = _bytes(path)
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file; run this beside a platform.yaml, or give one with --file") from None
    except PermissionError:
        raise ToolFailed(f"{path}: no permission to read it") from None
    except OSError as error:
        if error.errno in {errno.ENOTDIR, errno.ENXIO, errno.ELOOP, errno.ENAMETOOLONG}:
            raise UsageError(f"{path}: {_NOT_A_FILE}") from None
        raise ToolFailed(f"{path}: {error.strerror}") from None
    if len(raw) > MAX_BYTES:
        raise UsageError(f"{path}: larger than {MAX_BYTES // 1024**2} MiB, which no platform is")
    return Source(str(path), _decode(raw, path))


_NOT_A_FILE = "not a file; give the platform.yaml itself"


def _bytes(path: Path) -> bytes:
    """What a regular file holds, up to a byte more than is allowed; no pipe or device makes us wait."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UsageError(f"{path}: {_NOT_A_FILE}")
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAX_BYTES + 1)


def _decode(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise UsageError(f"{path}:{line}:{column}: not UTF-8; save the file as UTF-8") from None
