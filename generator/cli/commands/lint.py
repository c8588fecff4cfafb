"""Check platform.yaml: the schema, then the rules."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.checking import check
from generator.cli.options import Environments, File, Files


class Format(StrEnum):
    text = "text"
    json = "json"


class FailOn(StrEnum):
    error = "error"
    warning = "warning"
    info = "info"


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    files: Files = None,
    file: File = DEFAULT,
    environment: Environments = None,
    format: Annotated[Format, typer.Option(help="How findings are printed.")] = Format.text,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="The least severity that fails; without it, `lint.failOn` of the file.", show_default=False),
    ] = None,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to judge by.", show_default="today")
    ] = None,
) -> int:
    """Check platform.yaml: the schema, then the rules.

    Example: groundplan lint platform.yaml --fail-on warning
    """
    return check(files or [file], environment, format, fail_on, today.date() if today else None)
