"""The commands, found by the listing of generator/cli/commands."""

import pkgutil
from importlib import import_module
from types import ModuleType
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
    _add(app, commands, arguments)
    return app


def _add(app: typer.Typer, package: ModuleType, arguments: list[str]) -> None:
    """Add the commands of a package; those of a package inside it are words below its own."""
    every = {module.name: module.ispkg for module in pkgutil.iter_modules(package.__path__)}
    for name in [name for name in every if name in arguments[:1]] or every:
        module = import_module(f"{package.__name__}.{name}")
        if not every[name]:
            app.command(name=name)(module.command)
            continue
        group = typer.Typer(help=module.__doc__, no_args_is_help=True, rich_markup_mode=None)
        _add(group, module, arguments[1:])
        app.add_typer(group, name=name)


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
