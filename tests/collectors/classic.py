"""Fluent Bit's classic mode, read strictly.

https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/classic-mode/format-schema
"""

import re
from typing import NamedTuple

SECTIONS = {"SERVICE", "INPUT", "FILTER", "OUTPUT", "PARSER", "MULTILINE_PARSER"}


class Section(NamedTuple):
    kind: str
    entries: tuple[tuple[str, str], ...]

    def get(self, key: str) -> str | None:
        return next((value for name, value in self.entries if name == key), None)

    def all(self, key: str) -> list[str]:
        return [value for name, value in self.entries if name == key]


def parse(text: str) -> list[Section]:
    """The sections of a file; raises ValueError for a line that Fluent Bit would not take as it is meant."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    indent = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if header := re.fullmatch(r"\[([A-Z_]+)\]", line):
            if header[1] not in SECTIONS:
                raise ValueError(f"line {number}: no section {header[1]}")
            found.append((header[1], []))
            indent = 0
            continue
        entry = re.fullmatch(r"( +)([A-Za-z0-9_.-]+) +(\S(?:.*\S)?)", line)
        if not entry or not found:
            raise ValueError(f"line {number}: no entry of a section: {line}")
        if indent and len(entry[1]) != indent:
            raise ValueError(f"line {number}: an indentation of its own")
        indent = len(entry[1])
        found[-1][1].append((entry[2].lower(), entry[3]))
    return [Section(kind, tuple(entries)) for kind, entries in found]
