"""One table for people, for a page, and for programs."""

import json
from collections.abc import Sequence
from enum import StrEnum


class Format(StrEnum):
    text = "text"
    markdown = "markdown"
    json = "json"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], format: Format) -> str:
    """Rows as aligned lines, as a Markdown table, or as JSON objects; the last column may be empty."""
    if format is Format.json:
        return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], indent=2, ensure_ascii=False)
    if format is Format.markdown:
        lines = [columns, ["---"] * len(columns), *rows]
        return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
    widths = [max((len(row[index]) for row in rows), default=0) for index in range(len(columns))]
    lines = [[f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)] for row in rows]
    return "\n".join("  ".join(line).rstrip() for line in lines)
