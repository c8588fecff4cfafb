"""Commands that are given nothing but files start without typer: its import would take a quarter of a lint.

Hooks and editors call them so, for every commit. Options, help and mistakes in them are typer's.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.errors import Exit

OPTIONS = ("GROUNDPLAN_RULES", "GROUNDPLAN_POLICY")
"""Variables that typer reads as options."""


def direct(arguments: Sequence[str]) -> Callable[[], Exit] | None:
    """What to call for a command and its files; None where typer must read the arguments."""
    if not arguments or any(argument.startswith("-") or not argument for argument in arguments):
        return None
    if any(name in os.environ for name in OPTIONS):
        return None
    start = {"lint": _lint, "render": _render}.get(arguments[0])
    return None if start is None else lambda: start([Path(name) for name in arguments[1:]])


def _lint(files: list[Path]) -> Exit:
    from generator.cli.asking import DEFAULT
    from generator.cli.checking import check

    return check(files or [DEFAULT])


def _render(files: list[Path]) -> Exit:
    from generator.cli.asked import Asked
    from generator.cli.asking import DEFAULT
    from generator.cli.rerender import render

    return render(files or [DEFAULT], Asked())
