"""What commands make of what they are asked for, without typer."""

import sys
from pathlib import Path

from generator.errors import UsageError
from generator.platform.types.platform import Platform

DEFAULT = Path("platform.yaml")


def chosen(platforms: dict[str, Platform], names: list[str] | None) -> dict[str, Platform]:
    """The platforms of the environments asked for; raises UsageError for one that is not declared."""
    for name in names or ():
        if name not in platforms:
            raise UsageError(f"there is no environment `{name}`; declared: {', '.join(sorted(platforms))}")
    return {name: platform for name, platform in platforms.items() if not names or name in names}


def styled(text: str, role: str) -> str:
    """Colour by role, where standard output is a terminal and NO_COLOR is not set."""
    colours = {"error": "red", "warning": "yellow", "info": "blue", "place": None, "help": "bright_black"}
    import typer

    return typer.style(text, fg=colours.get(role), bold=role in {"error", "place"})


def coloured() -> bool:
    """Whether to colour, as https://no-color.org has it."""
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
