"""The commands, found by the listing of generator/cli/commands."""

import pkgutil
from importlib import import_module
from typing import Annotated

import typer

from generator.cli import commands


def application(arguments: list[str]) -> typer.Typer:
    """The commands that these arguments may mean: one that is named is loaded alone, as the others cost time."""
    app = typer.Typer(
        name="groundplan",
        help="One platform.yaml for an EKS platform: checked, linted, rendered into Terraform JSON and Flux manifests.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(root)
    every = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    for name in [name for name in every if name in arguments[:1]] or every:
        app.command(name=name)(import_module(f"{commands.__name__}.{name}").command)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"groundplan {version('groundplan')}")
        raise typer.Exit


def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Validate, lint and render platform.yaml."""
