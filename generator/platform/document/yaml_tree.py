"""YAML 1.2 text as plain values, with the position of every key and value; one pass, in C where PyYAML has it."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from generator.platform.document.yaml_scalar import WORDS, resolve

MAX_DEPTH = 64
MAX_VALUES = 2_000_000
"""What aliases may expand a file to: far beyond any platform, far below what hurts."""

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where YAML ends a line."""
"""Where YAML ends a line."""


Scalar = ScalarEvent
"""What is neither a mapping nor a list; `style` says how it is quoted."""


class Entry(NamedTuple):
    """The events where a key and its value start and where the value ends; in a list the key is the value."""

    key: Any
    start: Any
    end: Any


class Fault(NamedTuple):
    """What is wrong with the text itself."""

    line: int
    column: int
    message: str


class Tree(NamedTuple):
    """The first document of a text; `entries` is by the identity of a mapping or list, then by key or index."""

    data: Any
    entries: dict[int, dict[Any, Entry]]
    faults: tuple[Fault, ...]


def parse(text: str) -> Tree:
    """Read a text; what is wrong with it is in `faults`, and `data` holds what could be read."""
    reader = _Reader(text)
    try:
        data = reader.document()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        tab = mark is not None and text[mark.index : mark.index + 1] == "\t"
        reader.fault(mark, "a tab cannot indent YAML; use spaces" if tab else _syntax(error))
        data = None
    except ReaderError as error:
        reader.faults.append(_unreadable(text, error))
        data = None
    return Tree(data, reader.entries, tuple(reader.faults))


def lines(text: str) -> list[str]:
    """The lines of a text as YAML counts them."""
    return BREAK.split(text)


def starts(text: str) -> list[int]:
    """Where these lines start, in characters."""
    return [0, *(found.end() for found in BREAK.finditer(text))]


def _unreadable(text: str, error: ReaderError) -> Fault:
    # The reader speaks of what it decodes, and counts in bytes.
    before = text.encode()[: error.position].decode(errors="ignore")
    return Fault(
        len(lines(before)), len(lines(before)[-1]) + 1, f"{error.reason}: U+{ord(text[len(before)]):04X}; remove it"
    )


def _syntax(error: MarkedYAMLError) -> str:
    problem = str(error.problem or "this is not YAML")
    return f"{problem} ({error.context})" if error.context else problem


class _Reader:
    def __init__(self, text: str) -> None:
        from yaml._yaml import CParser

        self.next: Callable[[], Any] = CParser(text).get_event
        self.entries: dict[int, dict[Any, Entry]] = {}
        self.faults: list[Fault] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.scalars = dict(WORDS)
        self.values = 0
        self.depth = 0

    def fault(self, mark: Any, message: str) -> None:
        self.faults.append(Fault(mark.line + 1, mark.column + 1, message) if mark else Fault(1, 1, message))

    def document(self) -> Any:
        self.next()
        if type(self.next()) is StreamEndEvent:
            return None
        data = self.value(self.next())[0]
        while type(event := self.next()) is not StreamEndEvent:
            if type(event) is not DocumentEndEvent:
                self.fault(event.start_mark, "a second document: a platform is one document")
                break
        return data

    def value(self, event: Any) -> tuple[Any, Any]:
        """The value that an event starts, and the event that ends it."""
        self.values += 1
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event), event
        if kind is AliasEvent:
            return self.alias(event), event
        return self.collection(event)

    def scalar(self, event: Any) -> Any:
        value = event.value
        if event.tag is not None:
            self.fault(event.start_mark, f"the tag {event.tag}: tags are not supported; write the plain value")
        if not event.style and event.implicit[0]:
            value = self.scalars[value] if value in self.scalars else self.plain(value, event)
        if event.anchor is not None:
            self.anchors[event.anchor] = value, 1
        return value

    def plain(self, text: str, event: Any) -> Any:
        try:
            value = self.scalars[text] = resolve(text)
        except ValueError as error:
            self.fault(event.start_mark, str(error))
            return text
        return value

    def alias(self, event: Any) -> Any:
        value, size = self.anchors.get(event.anchor, (None, 0))
        if not size:
            self.fault(event.start_mark, f"*{event.anchor} has no finished &{event.anchor} before it")
        self.values += size
        if self.values > MAX_VALUES:
            raise MarkedYAMLError(
                problem=f"aliases expand this file to more than {MAX_VALUES:,} values", problem_mark=event.start_mark
            )
        return value

    def collection(self, event: Any) -> tuple[Any, Any]:
        before = self.values
        if event.tag is not None:
            self.fault(event.start_mark, f"the tag {event.tag}: tags are not supported")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise MarkedYAMLError(problem=f"nested deeper than {MAX_DEPTH} levels", problem_mark=event.start_mark)
        value, end = self.mapping() if type(event) is MappingStartEvent else self.sequence()
        self.depth -= 1
        if event.anchor is not None:
            self.anchors[event.anchor] = value, self.values - before + 1
        return value, end

    def mapping(self) -> tuple[dict[str, Any], Any]:
        data: dict[str, Any] = {}
        entries: dict[Any, Entry] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self.mapping_key(event)
            start = self.next()
            value, end = self.value(start)
            if key in data:
                first = entries[key].key.start_mark.line + 1
                self.fault(event.start_mark, f"`{key}` is here twice: line {first} has it too")
            data[key] = value
            entries[key] = Entry(event, start, end)
        self.entries[id(data)] = entries
        return data, event

    def mapping_key(self, event: Any) -> str:
        if type(event) is not ScalarEvent:
            self.fault(event.start_mark, "a key must be plain text")
            self.value(event)
            return ""
        if event.tag is not None:
            self.fault(event.start_mark, f"the tag {event.tag}: tags are not supported")
        if event.value == "<<" and not event.style:
            self.fault(event.start_mark, "YAML 1.2 has no merge keys; write out what `<<` would bring here")
        if event.anchor is not None:
            self.anchors[event.anchor] = event.value, 1
        return str(event.value)

    def sequence(self) -> tuple[list[Any], Any]:
        data: list[Any] = []
        entries: dict[Any, Entry] = {}
        while type(event := self.next()) is not SequenceEndEvent:
            value, end = self.value(event)
            entries[len(data)] = Entry(event, event, end)
            data.append(value)
        self.entries[id(data)] = entries
        return data, event
