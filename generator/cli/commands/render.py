"""Write rendered/, or say what would be written."""

from typing import Annotated

import typer

from generator.cli.asked import Asked
from generator.cli.asking import DEFAULT
from generator.cli.options import Environments, File, Files
from generator.cli.rerender import render


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
    return render(files or [file], Asked(environment, check, diff, force, remove))
