"""A change of one value as a splice in the text of a platform.yaml: all around it stays byte for byte."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from generator.platform.document.source import Source
from generator.platform.document.yaml_inline import inline
from generator.platform.document.yaml_tree import Entry, Scalar
from generator.platform.types.node import Place
from generator.platform.violation import REMOVED


class Splice(NamedTuple):
    """The text that takes the place of characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """A text with splices that do not overlap; those at one point come in their order."""
    parts, done = [], 0
    for start, end, new in sorted(splices, key=lambda each: each[:2]):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def splice(source: Source, place: Place, value: object) -> Splice | None:
    """What sets a place to a value, or takes it out; None where that would touch what is beside it.

    What an alias repeats is not changed: it would change elsewhere too.
    """
    data, path = source.data, [_Here(source, source.data, None)]
    for key in place:
        entry = path[-1].entries.get(key)
        if entry is None:
            break
        if entry.start.anchor is not None:
            return None
        data = data[key]
        path.append(_Here(source, data, entry))
    missing = place[len(path) - 1 :]
    if not missing:
        return path[-1].instead(value) if value is not REMOVED else path[-2].without(place[-1], path[-1])
    return None if value is REMOVED else path[-1].having(missing, value)


class _Here:
    """A value in the text; without an entry it is the whole document."""

    def __init__(self, source: Source, data: Any, entry: Entry | None) -> None:
        self.source, self.data, self.entry = source, data, entry
        self.text = source.text
        self.entries: dict[Any, Entry] = source.tree.entries.get(id(data), {})

    @property
    def is_flow(self) -> bool:
        return bool(self.entry and type(self.entry.start) is not Scalar and self.entry.start.flow_style)

    @property
    def is_missing(self) -> bool:
        """Whether there is a key with nothing behind it."""
        start = self.entry.start if self.entry else None
        return type(start) is Scalar and not start.value and not start.style

    @property
    def start(self) -> int:
        return int(self.entry.start.start_mark.index) if self.entry else 0

    @property
    def end(self) -> int:
        """Where the value ends, without the blanks and comments that follow it."""
        if self.entry is not None and (self.is_flow or type(self.entry.start) is Scalar):
            end = int(self.entry.end.end_mark.index)
            return len(self.text[:end].rstrip()) if getattr(self.entry.start, "style", None) in {"|", ">"} else end
        return self.inside(next(reversed(self.entries))).end

    def inside(self, key: str | int) -> "_Here":
        return _Here(self.source, self.data[key], self.entries[key])

    def instead(self, value: object) -> Splice | None:
        """Another value here, in the quotes of the old one; a comment inside would go with it."""
        if self.entry is None:
            return None
        if self.entries and not self.is_flow:
            return self._block_instead(inline(value))
        if self.entries and "#" in self.text[self.start : self.end]:
            return None
        if self.is_missing:
            return Splice(self.end, self.end, f" {inline(value)}") if self.text[self.end - 1] == ":" else None
        style = getattr(self.entry.start, "style", None)
        return Splice(
            self.start, self.end, inline(value, style if isinstance(value, str) and style in {"'", '"'} else "")
        )

    def _block_instead(self, new: str) -> Splice | None:
        """What takes more lines goes up to its key."""
        assert self.entry is not None  # noqa: S101 - the document has no key
        colon = int(self.entry.key.end_mark.index) + 1
        said = "#" in self.text[colon : self.end]
        return None if said or self.text[colon - 1] != ":" else Splice(colon, self.end, f" {new}")

    def having(self, missing: Place, value: object) -> Splice | None:
        """A key or an item more, after the last one."""
        key, *deeper = missing
        for each in reversed(deeper):
            value = {each: value}
        if self.data is None:
            return self.instead({key: value})
        if isinstance(self.data, dict):
            return self._more(f"{inline(key, self._quote())}: {inline(value, self._quote())}")
        fits = isinstance(self.data, list) and key == len(self.data) and not deeper
        return self._more(inline(value), "- ") if fits else None

    def _quote(self) -> str:
        """JSON stays JSON."""
        keys = [entry.key for entry in self.entries.values()] if isinstance(self.data, dict) else []
        return '"' if self.is_flow and keys and all(key.style == '"' for key in keys) else ""

    def _more(self, new: str, dash: str = "") -> Splice | None:
        if not self.entries:
            return Splice(self.start + 1, self.start + 1, new) if self.is_flow else None
        end = self.end if not self.is_flow else self.inside(next(reversed(self.entries))).end
        if self.is_flow:
            return Splice(end, end, f", {new}")
        first = next(iter(self.entries.values())).key.start_mark
        line = _line_end(self.text, end)
        newline = "\r\n" if "\r\n" in self.text else "\n"
        return Splice(line, line, f"{newline}{' ' * (first.column - len(dash))}{dash}{new}")

    def without(self, key: str | int, gone: "_Here") -> Splice | None:
        """The collection without one of its entries; the comment on its line goes with it."""
        start = int(self.entries[key].key.start_mark.index)
        if len(self.entries) == 1:
            return self._emptied(start, gone)
        keys = list(self.entries)
        after = keys[keys.index(key) + 1 :]
        following = int(self.entries[after[0]].key.start_mark.index) if after else None
        if self.is_flow:
            before = self.inside(keys[keys.index(key) - 1]).end
            cut = (start, following) if following is not None else (before, gone.end)
            return _unless_said(self.text, *cut, keep=(start, gone.end))
        first = self.text.rfind("\n", 0, start) + 1
        dashes = "-" if isinstance(self.data, list) else ""
        if self.text[first:start].strip() == dashes:
            return Splice(*_whole_lines(self.text, first, _line_end(self.text, gone.end)), "")
        return _unless_said(self.text, start, following, keep=(start, gone.end)) if following is not None else None

    def _emptied(self, start: int, gone: "_Here") -> Splice | None:
        """What holds nothing any more stays, as {} or []."""
        is_list = isinstance(self.data, list)
        nothing, mark = ("[]", "-") if is_list else ("{}", "")
        if self.is_flow:
            return Splice(start, gone.end, "")
        if self.entry is None:
            return None
        colon = int(self.entry.key.end_mark.index) + 1
        if self.text[colon:start].strip() != mark or self.text[colon - 1] != ":":
            return None if is_list else Splice(start, gone.end, nothing)
        return Splice(colon, gone.end, f" {nothing}")


def _line_end(text: str, position: int) -> int:
    """Where the line ends, before its break."""
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """With the break after it, or else with the one before."""
    after = end + len(text[end : end + 2]) - len(text[end : end + 2].lstrip("\r\n"))
    if after > end:
        return start, end + (2 if text[end : end + 2] == "\r\n" else 1)
    return (start - 2 if text[start - 2 : start] == "\r\n" else max(start - 1, 0)), end


def _unless_said(text: str, start: int, end: int, keep: tuple[int, int]) -> Splice | None:
    """The cut, unless a comment beside the entry would go with it."""
    beside = text[start : keep[0]] + text[keep[1] : end]
    return None if "#" in beside else Splice(start, end, "")
