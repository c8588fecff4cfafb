"""How time and memory grow with the platform."""

import shutil

from benchmarks.platforms import platform
from benchmarks.table import Table, seconds
from benchmarks.timing import GROUNDPLAN, Cost, measure, median
from benchmarks.workspace import workspace

SMALL, LARGE = 1_000, 10_000
COMMANDS = {
    "lint": ["lint"],
    "render, everything": ["render"],
    "render, nothing changed": ["render"],
    "render, nothing changed again": ["render"],
}
"""In this order: the first render that changes nothing notes it, and the next finds the note."""


def table(_large: bool) -> Table:
    few, many = _costs(SMALL, 3), _costs(LARGE, 1)
    rows = [_row(name, few[name], many[name]) for name in COMMANDS]
    columns = ("command", f"{SMALL:,} services", f"{LARGE:,} services", "time grows", "memory grows")
    return Table(f"Growth, {LARGE:,} : {SMALL:,} services", columns, rows)


def _costs(services: int, times: int) -> dict[str, Cost]:
    found: dict[str, list[Cost]] = {name: [] for name in COMMANDS}
    with workspace() as folder:
        (folder / "platform.yaml").write_text(platform(services))
        for _ in range(times):
            shutil.rmtree(folder / "rendered", ignore_errors=True)
            for name, command in COMMANDS.items():
                found[name].append(measure([[*GROUNDPLAN, *command]], folder, findings=True))
    return {name: median(costs) for name, costs in found.items()}


def _row(name: str, few: Cost, many: Cost) -> tuple[str, ...]:
    shown = (f"{seconds(cost.seconds)}, {cost.peak_mib:.0f} MiB" for cost in (few, many))
    return name, *shown, f"{many.seconds / few.seconds:.1f}", f"{many.peak_mib / few.peak_mib:.1f}"
