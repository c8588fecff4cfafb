"""Figures as Markdown."""

import os
import platform
from typing import NamedTuple

from benchmarks import ROOT
from benchmarks.workspace import in_memory

README = ROOT / "benchmarks" / "README.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


class Table(NamedTuple):
    """A heading, what its columns are, and its rows."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = [f"### {self.title}", "", _row(self.columns), _row(("---",) * len(self.columns))]
        return "\n".join([*head, *map(_row, self.rows), "", *(f"{note}\n" for note in self.notes)])


def seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def times(value: float, of: float) -> str:
    return f"{value / of:.2f}" if value < of else f"{value / of:.1f}"


def machine() -> str:
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} on {os.cpu_count()} cores, Python {platform.python_version()}. Medians of whole "
        f"processes on a machine with other work (load {load:.1f} at the end): only ratios within a run say something. "
        f"{'Files are written to memory.' if in_memory() else ''}"
    )


def keep(tables: list[Table]) -> None:
    """Put the figures between the markers of the README."""
    text = README.read_text()
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    body = "\n".join(map(str, tables))
    README.write_text(f"{before}{BEGIN}\n{machine()}\n\n{body}\n{END}{after}")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
