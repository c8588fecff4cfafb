"""Draw the topology."""

from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.loading import platforms
from generator.cli.options import Environments, File


class Format(StrEnum):
    mermaid = "mermaid"
    svg = "svg"


def command(
    file: File = DEFAULT,
    environment: Environments = None,
    format: Annotated[Format, typer.Option(help="How it is drawn.")] = Format.mermaid,
) -> int:
    """Draw the topology: zones, subnets, routes, control plane, nodes, load balancers, and who calls whom.

    Example: groundplan graph --format svg --environment production > platform.svg
    """
    _, found = platforms(file, environment)
    report = import_module(f"generator.picture.topology.{format}").report
    typer.echo(report(list(found.values())), nl=False)
    return 0
