"""The worked example."""

import shutil
from pathlib import Path

from benchmarks import ROOT
from benchmarks.table import Table, seconds, times
from benchmarks.timing import GROUNDPLAN, PYTHON, Cost, measure, median, medians
from benchmarks.workspace import workspace

TIMES = 11
CHECKOV = ROOT / ".cache" / "checkov" / "bin" / "checkov"
FRAMEWORKS = ("--framework", "terraform_json", "kubernetes")
BARE = "python -c pass"
TITLE = "The worked example, cold processes"


def table(_large: bool) -> Table:
    with workspace() as folder:
        shutil.copy(ROOT / "platform.yaml", folder)
        costs = _ours(folder)
        bare = costs[BARE].seconds
        rows = [_row(name, cost, bare) for name, cost in costs.items()]
        rows += [_other(name, command, folder, bare, costs["lint"].seconds) for name, command in _others().items()]
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


def _others() -> dict[str, list[str] | None]:
    """Linters of what is rendered, by what they read; None where one is not installed."""
    checkov = [str(CHECKOV), "--directory", "rendered", "--compact", "--skip-download"]
    kube_linter = shutil.which("kube-linter")
    return {
        "checkov on what is rendered": [*checkov, *FRAMEWORKS] if CHECKOV.exists() else None,
        "kube-linter on its Kubernetes half": [kube_linter, "lint", "rendered"] if kube_linter else None,
    }


def _other(name: str, command: list[str] | None, folder: Path, bare: float, lint: float) -> tuple[str, ...]:
    if command is None:
        return name, "not installed", "", ""
    cost = median([measure([command], folder, findings=True) for _ in range(3)][1:])
    return _row(f"{name} ({times(cost.seconds, lint)} times our lint)", cost, bare)
