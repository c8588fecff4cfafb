"""The worked example."""

import shutil
from pathlib import Path

from benchmarks import ROOT
from benchmarks.table import Table, seconds, times
from benchmarks.timing import GROUNDPLAN, PYTHON, Cost, measure, median, medians
from benchmarks.workspace import workspace

TIMES = 11
CHECKOV = ROOT / ".cache" / "checkov" / "bin" / "checkov"
BARE = "python -c pass"
TITLE = "The worked example, cold processes"


def table(_large: bool) -> Table:
    with workspace() as folder:
        shutil.copy(ROOT / "platform.yaml", folder)
        costs = _ours(folder)
        bare = costs[BARE].seconds
        rows = [_row(name, cost, bare) for name, cost in costs.items()]
        rows += _checkov(folder, bare, costs["lint"].seconds)
    return Table(TITLE, ("command", "time", "of bare Python", "peak MiB"), rows)


def _ours(folder: Path) -> dict[str, Cost]:
    """A first render has nothing to compare with; the others find everything as it was."""
    first = {"render, everything": [[*GROUNDPLAN, "render"]]}
    full = medians(first, folder, TIMES, before=lambda: shutil.rmtree(folder / "rendered", ignore_errors=True))
    commands = {"lint": ["lint"], "render, nothing changed": ["render"], "render --check": ["render", "--check"]}
    runs = {name: [[*GROUNDPLAN, *command]] for name, command in commands.items()}
    return medians({BARE: [[*PYTHON, "-c", "pass"]]} | runs, folder, TIMES) | full


def _row(name: str, cost: Cost, bare: float) -> tuple[str, ...]:
    return name, seconds(cost.seconds), times(cost.seconds, bare), f"{cost.peak_mib:.0f}"


def _checkov(folder: Path, bare: float, lint: float) -> list[tuple[str, ...]]:
    if not CHECKOV.exists():
        return [("checkov on what is rendered", "not installed", "", "")]
    frameworks = ["--framework", "terraform_json", "kubernetes"]
    command = [str(CHECKOV), "--directory", "rendered", "--compact", "--skip-download", *frameworks]
    cost = median([measure([command], folder, findings=True) for _ in range(3)][1:])
    name = f"checkov on what is rendered ({times(cost.seconds, lint)} times our lint)"
    return [_row(name, cost, bare)]
