"""What a lint is asked to do."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.cli.outputs import Output

TEXT = "text"


class Baseline(NamedTuple):
    """The file of known findings, and what becomes of it."""

    file: Path
    write: bool = False
    shrink: bool = False


class Fixing(NamedTuple):
    """Whether fixes are shown or made, and which."""

    diff: bool = False
    unsafe: bool = False


class Wanted(NamedTuple):
    """The options of the command."""

    environments: list[str] | None = None
    outputs: tuple[Output, ...] = (Output(TEXT),)
    fail_on: str | None = None
    today: date | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    statistics: bool = False
    baseline: Baseline | None = None
    fixing: Fixing | None = None
    policy: str | None = None
