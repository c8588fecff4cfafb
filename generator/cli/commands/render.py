"""Write rendered/, or say what would be written."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.asked import Asked
from generator.cli.options import DEFAULT, Environments, File, Files
from generator.errors import Exit
from generator.write.stamp import unchanged


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    files: Files = None,
    file: File = DEFAULT,
    environment: Environments = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 3 when something would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that were edited by hand or are not ours.")
    ] = False,
    remove: Annotated[
        str | None, typer.Option(help="Remove what was rendered for an environment that is gone.", show_default=False)
    ] = None,
) -> int:
    """Write rendered/ beside platform.yaml: Terraform JSON and Flux manifests for every environment.

    Example: groundplan render --check
    """
    asked = Asked(environment, check, diff, force, remove)
    return max(_render(path, asked) for path in files or [file])


def _render(file: Path, asked: Asked) -> Exit:
    counts = unchanged(file) if asked == Asked() else None
    if counts is None:
        from generator.cli.rendering import render

        return render(file, asked)
    for environment, number in counts.items():
        typer.echo(f"{file.parent / 'rendered' / environment}: {number} files, unchanged")
    return Exit.OK
