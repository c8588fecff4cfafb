"""What a change will do: the worked example, and very many services."""

import shutil
from pathlib import Path

from benchmarks import ROOT
from benchmarks.platforms import platform, service
from benchmarks.table import Table, seconds, times
from benchmarks.timing import GROUNDPLAN, PYTHON, Cost, measure, median, medians
from benchmarks.workspace import workspace

TIMES, TIMES_OF_MANY = 11, 3
SERVICES = 1_000
BARE = "python -c pass"
SMALLER = ("private: {kind: private, size: 20}", "private: {kind: private, size: 21}")
IMAGE = ("shop/orders:2.7.1", "shop/orders:2.7.2")
HTML = ["--format", "html"]


def table(_large: bool) -> Table:
    with workspace() as folder:
        costs = _example(folder) | _many(folder)
    bare = costs.pop(BARE).seconds
    rows = [_row(name, cost, bare) for name, cost in costs.items()]
    return Table("What a change will do, cold processes", ("diff", "time", "of bare Python", "peak MiB"), rows)


def _row(name: str, cost: Cost, bare: float) -> tuple[str, ...]:
    return name, seconds(cost.seconds), times(cost.seconds, bare), f"{cost.peak_mib:.0f}"


def _example(folder: Path) -> dict[str, Cost]:
    """Every node group is replaced, in two environments."""
    shutil.copy(ROOT / "platform.yaml", folder / "base.yaml")
    _write(folder / "head.yaml", (ROOT / "platform.yaml").read_text(), SMALLER)
    runs = {BARE: [[*PYTHON, "-c", "pass"]], "the worked example": [_diff()], "the same, as a page": [_diff(*HTML)]}
    return medians(runs, folder, TIMES)


def _many(folder: Path) -> dict[str, Cost]:
    before = platform(SERVICES)
    (folder / "base.yaml").write_text(before)
    start = before.index(f"{service(SERVICES // 2)}:\n")
    one = before[:start] + before[start:].replace(*IMAGE, 1)
    runs = {
        f"{SERVICES:,} services, one changes": (one, _diff()),
        f"{SERVICES:,} services, all change": (before.replace(*IMAGE), _diff()),
        f"{SERVICES:,} services, all change, as a page": (before.replace(*IMAGE), _diff(*HTML)),
    }
    return {name: _cost(folder, *run) for name, run in runs.items()}


def _cost(folder: Path, head: str, command: list[str]) -> Cost:
    (folder / "head.yaml").write_text(head)
    return median([measure([command], folder) for _ in range(TIMES_OF_MANY + 1)][1:])


def _diff(*options: str) -> list[str]:
    return [*GROUNDPLAN, "diff", "base.yaml", "head.yaml", *options]


def _write(file: Path, text: str, change: tuple[str, str]) -> None:
    assert change[0] in text
    file.write_text(text.replace(*change))
