"""List the rules."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from lint.rule import all_rules


class Format(StrEnum):
    text = "text"
    json = "json"


def command(format: Annotated[Format, typer.Option(help="How they are printed.")] = Format.text) -> int:
    """List every rule: id, name, severity, and what is wrong.

    Example: groundplan rules --format json
    """
    rules = all_rules()
    if format is Format.json:
        typer.echo(json.dumps([_row(rule) for rule in rules], indent=2))
        return 0
    width = max(len(rule.name) for rule in rules)
    for rule in rules:
        typer.echo(f"{rule.id}  {rule.name:<{width}}  {rule.severity!s:<7}  {rule.summary}")
    return 0


def _row(rule: object) -> dict[str, str]:
    return {key: str(getattr(rule, key)) for key in ("id", "name", "severity", "summary", "source")}
