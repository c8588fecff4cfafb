"""Options that several commands have, as typer reads them."""

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[Path] | None, typer.Argument(help="platform.yaml files; without any, that of --file.", show_default=False)
]
File = Annotated[Path, typer.Option("--file", "-f", help="The platform.yaml.")]
Environments = Annotated[
    list[str] | None,
    typer.Option("--environment", "-e", help="Only this environment; may be repeated.", show_default=False),
]
Profile = Annotated[
    str | None, typer.Option(help="The AWS profile; without it, what the environment says.", show_default=False)
]
Role = Annotated[str | None, typer.Option(metavar="ARN", help="An IAM role to assume first.", show_default=False)]
