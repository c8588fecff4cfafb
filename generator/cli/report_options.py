"""Options of commands that report findings, as typer reads them."""

from enum import StrEnum
from typing import Annotated

import typer

from generator.cli import outputs as written
from generator.cli.linting import TEXT
from generator.cli.outputs import Output, format_reader, output_reader
from generator.errors import UsageError
from lint.report import formats


class FailOn(StrEnum):
    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


Format = Annotated[
    str, typer.Option(parser=format_reader(formats()), metavar="|".join(formats()), help="How findings are printed.")
]
Outputs = Annotated[
    list[Output] | None,
    typer.Option(
        "--output",
        "-o",
        parser=output_reader(formats()),
        metavar="FORMAT[:FILE]",
        help="Write a report to a file too, or print this one; may be repeated.",
        show_default=False,
    ),
]
Fails = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on", help="The least severity that fails; without it, `lint.failOn` of the file.", show_default=False
    ),
]


def outputs(format: str, given: list[Output], *, statistics: bool = False) -> tuple[Output, ...]:
    """What is printed is one report, or the statistics; raises UsageError where more are asked for."""
    found = written.outputs(TEXT, format, given)
    if statistics and (format != TEXT or any(output.file is None for output in given)):
        raise UsageError("--statistics is what is printed; give the report a file, as in `--output sarif:lint.sarif`")
    return found
