"""Options that several commands have, as typer reads them."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[Path] | None, typer.Argument(help="platform.yaml files; without any, that of --file.", show_default=False)
]
File = Annotated[Path, typer.Option("--file", "-f", help="The platform.yaml.")]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="[REVISION:]FOLDER",
        envvar="GROUNDPLAN_RULES",
        help="Run the rules in this folder too; may be repeated. They are code.",
        show_default=False,
    ),
]
Policy = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="[REVISION:]FILE",
        envvar="GROUNDPLAN_POLICY",
        help="Settings that platform.yaml cannot weaken.",
        show_default=False,
    ),
]
Environments = Annotated[
    list[str] | None,
    typer.Option("--environment", "-e", help="Only this environment; may be repeated.", show_default=False),
]
Profile = Annotated[
    str | None, typer.Option(help="The AWS profile; without it, what the environment says.", show_default=False)
]
Role = Annotated[str | None, typer.Option(metavar="ARN", help="An IAM role to assume first.", show_default=False)]
Base = Annotated[
    str | None, typer.Argument(help="A Git revision or a file; without it, where HEAD left the default branch.")
]
Head = Annotated[str | None, typer.Argument(help="A Git revision or a file; without it, the work tree.")]
Today = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to judge by.", show_default="today")
]
