"""What a hundred rules add to the start of a lint: the same with a hundred of them taken out."""

import shutil
from pathlib import Path
from statistics import median

from benchmarks import ROOT
from benchmarks.table import Table, seconds
from benchmarks.timing import GROUNDPLAN, interleaved
from benchmarks.workspace import workspace

TIMES = 21
FEWER = 100


def table(_large: bool) -> Table:
    with workspace() as folder:
        shutil.copy(ROOT / "platform.yaml", folder)
        whole, fewer = _rules(folder / "whole"), _rules(folder / "fewer")
        text = (ROOT / "platform.yaml").read_text()
        spare = [rule for rule in fewer if rule.stem.replace("_", "-") not in text]
        for rule in spare[:: len(spare) // FEWER][:FEWER]:
            rule.unlink()
        names = {len(whole) - FEWER: "fewer", len(whole): "whole"}
        runs = {f"{count} rules": [_lint(folder / name)] for count, name in names.items()}
        costs = {name: [cost.cpu for cost in each] for name, each in interleaved(runs, folder, TIMES).items()}
    rows: list[tuple[str, ...]] = [(name, seconds(median(each))) for name, each in costs.items()]
    more = median(most - least for least, most in zip(*costs.values(), strict=True))
    rows.append((f"so {FEWER} rules are", f"{more * 1000:.1f} ms"))
    return Table("What rules add, in time of the processor", ("lint with", f"median of {TIMES} runs"), rows)


def _rules(folder: Path) -> list[Path]:
    """The rules of a copy of our package."""
    shutil.copytree(ROOT / "lint", folder / "lint", ignore=shutil.ignore_patterns("__pycache__"))
    return [file for file in sorted((folder / "lint" / "rules").glob("*/*.py")) if file.name != "__init__.py"]


def _lint(folder: Path) -> list[str]:
    return ["env", f"PYTHONPATH={folder}", *GROUNDPLAN, "lint"]
