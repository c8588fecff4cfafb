"""Say what a change will do."""

from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.options import Environments, File


class Format(StrEnum):
    text = "text"


def command(
    base: Annotated[
        str | None, typer.Argument(help="A Git revision or a file; without it, where HEAD left the default branch.")
    ] = None,
    head: Annotated[str | None, typer.Argument(help="A Git revision or a file; without it, the work tree.")] = None,
    file: File = DEFAULT,
    environment: Environments = None,
    format: Annotated[Format, typer.Option(help="How it is shown.")] = Format.text,
) -> int:
    """Say what a change of platform.yaml will do in AWS and in the cluster, without credentials.

    Example: groundplan diff main
    """
    from generator.diff.comparison import compare
    from generator.diff.side import sides

    comparison = compare(*sides(file, base, head), environment)
    typer.echo(import_module(f"generator.diff.report.{format}").report(comparison), nl=False)
    return 0
