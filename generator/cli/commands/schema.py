"""Print the JSON Schema of platform.yaml."""

import json

import typer

from generator.platform.schema import editor


def command() -> int:
    """Print the JSON Schema of platform.yaml, for editors.

    Save it, and name it in the first line of platform.yaml:

    # yaml-language-server: $schema=./platform.schema.json

    Example: groundplan schema > platform.schema.json
    """
    typer.echo(text(), nl=False)
    return 0


def text() -> str:
    """The schema as it is committed."""
    return json.dumps(editor(), indent=2, ensure_ascii=False) + "\n"
