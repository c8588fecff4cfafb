"""Say what a change will do."""

from datetime import date, datetime
from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.options import Environments, File, Rules
from generator.cli.own_rules import loaded
from generator.errors import Exit


class Format(StrEnum):
    text = "text"
    json = "json"
    markdown = "markdown"


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    base: Annotated[
        str | None, typer.Argument(help="A Git revision or a file; without it, where HEAD left the default branch.")
    ] = None,
    head: Annotated[str | None, typer.Argument(help="A Git revision or a file; without it, the work tree.")] = None,
    file: File = DEFAULT,
    environment: Environments = None,
    format: Annotated[Format, typer.Option(help="How it is shown.")] = Format.text,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to judge by.", show_default="today")
    ] = None,
    rules: Rules = None,
) -> int:
    """Say what a change of platform.yaml will do in AWS and in the cluster, without credentials.

    A base that is no valid platform is noted, and nothing is compared with it; exit 2 where the head is none.

    Example: groundplan diff main
    """
    from generator.diff.comparison import compare
    from generator.diff.side import sides

    day = today.date() if today else date.today()  # noqa: DTZ011
    with loaded(rules):
        comparison = compare(*sides(file, base, head), day, environment)
    typer.echo(import_module(f"generator.diff.report.{format}").report(comparison), nl=False)
    return Exit.INVALID if comparison.head.problems else Exit.OK
