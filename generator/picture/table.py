"""Tables for a terminal: aligned columns, or where these do not fit, one thing below the other."""

from textwrap import wrap
from typing import NamedTuple

from generator.picture import Style


class Cell(NamedTuple):
    """A text, and the role that colours it."""

    text: str
    role: str = ""


Row = list[Cell]


def table(header: list[str], rows: list[Row], width: int, style: Style) -> list[str]:
    """Lines of at most `width` columns; numbers are right-aligned, a column without any text is left out."""
    kept = [index for index in range(len(header)) if any(row[index].text for row in rows)]
    header, rows = [header[index] for index in kept], [[row[index] for index in kept] for row in rows]
    sizes = [max(len(cell) for cell in (header[i], *(row[i].text for row in rows))) for i in range(len(header))]
    if sum(sizes) + 2 * (len(sizes) - 1) > width:
        return [line for row in rows for line in _stacked(header, row, width, style)]
    right = [all(_number(row[i].text) for row in rows) for i in range(len(header))]
    lines = [_line([Cell(name, "help") for name in header], sizes, right, style)]
    return lines + [_line(row, sizes, right, style) for row in rows]


def _number(text: str) -> bool:
    return not text or text[0].isdigit() or text[0] == "-"


def _line(row: Row, sizes: list[int], right: list[bool], style: Style) -> str:
    cells = []
    for index, (cell, size) in enumerate(zip(row, sizes, strict=True)):
        padding = " " * (size - len(cell.text))
        text = style(cell.text, cell.role) if cell.role else cell.text
        last = index == len(row) - 1 and not right[index]
        cells.append(padding + text if right[index] else text + ("" if last else padding))
    return "  ".join(cells).rstrip()


def _stacked(header: list[str], row: Row, width: int, style: Style) -> list[str]:
    first, *others = row
    said = [f"{name} {cell.text}" for name, cell in zip(header[1:], others, strict=True) if cell.text]
    lines = wrap(", ".join(said), width, initial_indent="  ", subsequent_indent="  ")
    return [style(first.text, first.role or "place"), *lines]
