"""What the start of a command is made of."""

from benchmarks.table import Table, times
from benchmarks.timing import PYTHON, medians
from benchmarks.workspace import workspace

TIMES = 11
MODULES = (
    "typer",
    "yaml",
    "msgspec",
    "jinja2",
    "jsonschema",
    "generator.platform.load",
    "lint.engine",
    "generator.render",
    "generator.write",
    "generator.cli.app",
)


def table(_large: bool) -> Table:
    commands = {name: [[*PYTHON, "-c", f"import {name}"]] for name in MODULES}
    with workspace() as folder:
        costs = medians({"": [[*PYTHON, "-c", "pass"]]} | commands, folder, TIMES)
    bare = costs[""].seconds
    rows: list[tuple[str, ...]] = [
        (f"`{name}`", f"{(costs[name].seconds - bare) * 1000:.0f} ms", times(costs[name].seconds - bare, bare))
        for name in MODULES
    ]
    return Table("Imports, each with all that it imports", ("module", "time", "of bare Python"), rows)
