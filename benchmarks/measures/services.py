"""Many services, beside other ways to the same objects."""

import pkgutil
import shutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

from benchmarks import competitors
from benchmarks.competitors import Work
from benchmarks.competitors.objects import difference
from benchmarks.platforms import platform
from benchmarks.table import Table, seconds, times
from benchmarks.timing import GROUNDPLAN, Cost, Unavailable, measure, median
from benchmarks.workspace import workspace

SIZES = (10, 100, 1_000)
LIMIT = 120
LIMIT_LARGE = 900
NOTES = (
    "In brackets: how many times the time of our `lint` and `render` together.",
    "The others write the services' manifests alone: ours are linted, with Terraform and Flux beside them.",
    "Every object that another program made was compared with ours, and is the same; else its time is not shown.",
)


def table(large: bool) -> Table:
    sizes = (*SIZES, 10_000) if large else SIZES
    columns = [_column(size, large) for size in sizes]
    rows = [(name, *(column.get(name, "") for column in columns)) for name in columns[0]]
    return Table("So many services, cold processes", ("", *(f"{size:,}" for size in sizes)), rows, NOTES)


def _column(services: int, large: bool) -> dict[str, str]:
    with workspace() as folder:
        ours = _ours(folder, services)
        column = {f"groundplan {name}": seconds(cost.seconds) for name, cost in ours.items()}
        together = sum(cost.seconds for cost in ours.values())
        column["groundplan lint + render"] = f"**{seconds(together)}**"
        for module in _competitors():
            work = Work(folder / "rendered" / "production", services, folder / module.NAME, large)
            work.folder.mkdir()
            column[module.NAME] = _theirs(module, work, together)
    return column


def _repeats(services: int) -> int:
    return 5 if services <= 100 else 3 if services <= 1_000 else 1


def _ours(folder: Path, services: int) -> dict[str, Cost]:
    (folder / "platform.yaml").write_text(platform(services))
    found: dict[str, list[Cost]] = {"lint": [], "render": []}
    for number in range(_repeats(services) + 1):
        shutil.rmtree(folder / "rendered", ignore_errors=True)
        costs = {name: measure([[*GROUNDPLAN, name]], folder, findings=True) for name in found}
        if number:
            found = {name: [*found[name], cost] for name, cost in costs.items()}
    return {name: median(costs) for name, costs in found.items()}


def _competitors() -> list[ModuleType]:
    modules = (import_module(f"{competitors.__name__}.{m.name}") for m in pkgutil.iter_modules(competitors.__path__))
    return [module for module in modules if hasattr(module, "NAME")]


def _theirs(module: ModuleType, work: Work, ours: float) -> str:
    out = work.folder / "out"
    try:
        commands = module.commands(work)
        costs = []
        for _ in range(_repeats(work.services) + 1):
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            costs.append(measure(commands, work.folder, LIMIT_LARGE if work.large else LIMIT))
    except Unavailable as reason:
        return str(reason)
    if wrong := difference(work, out):
        return f"not the same objects: {wrong}"
    cost = median(costs[1:])
    return f"{seconds(cost.seconds)} ({times(cost.seconds, ours)} times)"
