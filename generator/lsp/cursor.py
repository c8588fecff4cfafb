"""Where in a platform.yaml the cursor is, by the lines above it alone: what is half typed need not be YAML."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.types.node import Place

_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'\[\]{},&*!|>%@`-][^\s:#,{}\[\]]*|-[^\s:#,{}\[\]]+)"""
_LINE = re.compile(rf"(?P<dashes>[ ]*(?:-[ ]+)*)(?:(?P<key>{_KEY})[ ]*:(?=\s|$)[ \t]*)?(?P<rest>.*)")
_BLOCK = re.compile(r"[|>][0-9+-]*[ \t]*(#.*)?$")


class Cursor(NamedTuple):
    """What is being typed: a key, or the value of `key`, in the mapping or list at `place`.

    `typed` is what stands of it before the cursor, `others` the keys that the mapping has already.
    """

    place: Place
    key: str | None
    typed: str
    others: frozenset[str] = frozenset()
    in_flow: bool = False


class _Line(NamedTuple):
    """A line of a block: the columns of its dashes and of its key or value."""

    dashes: tuple[int, ...]
    column: int
    key: str | None
    rest: str


def cursor(lines: list[str], number: int, column: int) -> Cursor | None:
    """What is typed on a line, by its index, before a column; None in comments and in text over several lines."""
    line = lines[number][:column] if number < len(lines) else ""
    if re.search(r"(^|\s)#", _unquoted(line)):
        return None
    here = _line(line)
    above = list(_ancestors(lines, number, here))
    if any(_BLOCK.match(each.rest) for each in above):
        return None
    place = [key for each in reversed(above) for key in _path(each)]
    place += [0] * len(here.dashes)
    if here.key is None:
        inherited = bool(above) and _is_open(above[0].rest)
        return _typed(tuple(place), None, here.rest, _others(lines, number, here), inherited)
    if here.rest[:1] in {"|", ">"}:
        return None
    return _typed(tuple(place), here.key, here.rest, frozenset(), False)


def _line(text: str) -> _Line:
    found = _LINE.match(text)
    assert found  # noqa: S101 - every part of it may be empty
    dashes = tuple(index for index, char in enumerate(found["dashes"]) if char == "-")
    key = found["key"]
    return _Line(dashes, len(found["dashes"]), _plain(key) if key else None, found["rest"])


def _plain(key: str) -> str:
    return key[1:-1] if key[:1] in {'"', "'"} else key


def _ancestors(lines: list[str], number: int, here: _Line) -> Iterator[_Line]:
    """The lines above that this one lies in, the nearest first."""
    limit, dashed = (here.dashes[0], True) if here.dashes else (here.column, False)
    for index in range(min(number, len(lines)) - 1, -1, -1):
        text = lines[index].rstrip("\r\n")
        bare = text.lstrip(" ")
        if len(text) - len(bare) > limit or not bare.strip() or bare.startswith("#"):
            continue
        line = _line(text)
        first = line.dashes[0] if line.dashes else line.column
        # A list may stand as far left as the key that it is of.
        if line.column < limit or (dashed and not line.dashes and line.column == limit and line.key is not None):
            yield line
            limit, dashed = first, bool(line.dashes)
        elif first < limit <= line.column and line.dashes:
            # The first key of an item stands behind its dash.
            yield line._replace(key=None, rest="")
            limit, dashed = first, True
        if limit <= 0 and not dashed:
            return


def _path(line: _Line) -> list[str | int]:
    """What a line adds to the place of what lies in it."""
    own: list[str | int] = [0] * len(line.dashes)
    own += [line.key] if line.key is not None else []
    frames = _frames(line.rest) if line.rest[:1] in {"{", "["} else []
    return own + [key for frame in frames for key in _inside(frame)]


class _Frame:
    """An open { or [: the key whose value is being written, what is written of it, and the keys before."""

    def __init__(self, opened: str) -> None:
        self.is_map = opened == "{"
        self.key: str | None = None
        self.text = ""
        self.keys: list[str] = []


def _frames(text: str) -> list[_Frame]:
    """What is open at the end of text in flow style; the last one is the innermost."""
    open_: list[_Frame] = []
    quote = ""
    for index, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in {'"', "'"} and open_ and not open_[-1].text.strip():
            quote = char
        elif char in "{[":
            open_.append(_Frame(char))
            continue
        elif char in "}]":
            del open_[-1:]
            continue
        elif char == "," and open_:
            _end(open_[-1])
            continue
        elif char == ":" and open_ and open_[-1].is_map and text[index + 1 : index + 2] in {"", " ", "\t"}:
            open_[-1].key, open_[-1].text = _plain(open_[-1].text.strip()), ""
            continue
        if open_:
            open_[-1].text += char
    return open_


def _end(frame: _Frame) -> None:
    frame.keys += [frame.key] if frame.key else []
    frame.key, frame.text = None, ""


def _inside(frame: _Frame) -> list[str | int]:
    if not frame.is_map:
        return [0]
    return [frame.key] if frame.key is not None else []


def _is_open(rest: str) -> bool:
    return rest[:1] in {"{", "["} and bool(_frames(rest))


def _typed(place: Place, key: str | None, rest: str, others: frozenset[str], in_flow: bool) -> Cursor:
    """What is typed at the end of a line's text, which may be in flow style."""
    frames = _frames(rest) if rest[:1] in {"{", "["} else []
    if not frames:
        return _in_flow(place, rest) if in_flow and key is None else Cursor(place, key, rest.lstrip(), others)
    *outer, last = frames
    place = (*place, *([key] if key is not None else []), *(each for frame in outer for each in _inside(frame)))
    return _in(place, last)


def _in(place: Place, last: _Frame) -> Cursor:
    typed = last.text.lstrip()
    if not last.is_map:
        return Cursor((*place, 0), None, typed, in_flow=True)
    return Cursor(place, last.key, typed, frozenset(last.keys), in_flow=True)


def _in_flow(place: Place, rest: str) -> Cursor:
    """A further line of what was opened above."""
    frames = _frames("{" + rest)
    *outer, last = frames or [_Frame("{")]
    return _in((*place, *(each for frame in outer for each in _inside(frame))), last)


def _others(lines: list[str], number: int, here: _Line) -> frozenset[str]:
    """The keys beside this line: those of lines as far in, up to the next line less far in."""
    rest = lines[number + 1 :]
    return frozenset([*_beside(reversed(lines[:number]), here), *_beside(iter(rest), here)])


def _beside(lines: Iterator[str], here: _Line) -> Iterator[str]:
    for text in lines:
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        line = _line(text.rstrip("\r\n"))
        if line.column < here.column:
            return
        if line.column == here.column and line.key is not None:
            yield line.key
        if line.column == here.column and line.dashes:
            return


def _unquoted(text: str) -> str:
    return re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', "", text)
