"""Say why a rule is there."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.options import Rules
from generator.cli.own_rules import loaded
from generator.errors import UsageError
from generator.platform.meant import meant
from lint.explanation import text
from lint.rule import Rule, all_rules, find, live_rules


def command(
    rule: Annotated[str, typer.Argument(help="A rule's name or id.")],
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", "-f", help="The platform.yaml to show its findings of.", show_default="./platform.yaml, if any"
        ),
    ] = None,
    rules: Rules = None,
) -> int:
    """Print a rule's reason, its examples, where it comes from, and what it finds in your platform.yaml.

    Example: groundplan explain single-nat-gateway
    """
    with loaded(rules):
        found = find(rule)
        if found is None:
            near = meant(rule, (known.name for known in (*all_rules(), *live_rules())))
            raise UsageError(f"there is no rule `{rule}`{near or '; `groundplan rules` lists them'}")
        said = text(found)
        if found.live is not None:
            said = f"{said}\n\n`groundplan live check` asks AWS."
        elif file is not None or DEFAULT.is_file():
            said = f"{said}\n\n{_here(found, file or DEFAULT)}"
        typer.echo(said)
        return 0


def _here(rule: Rule, file: Path) -> str:
    """What the rule finds in a platform, with the platform's own numbers."""
    from datetime import date

    from generator.platform.document.source import read
    from generator.platform.load import InvalidPlatform, load
    from lint.engine import lint
    from lint.report import plain
    from lint.report.text import allowed, report

    source = read(file)
    try:
        platforms = load(source)
    except InvalidPlatform as error:
        return f"{error.source.name} is not a valid platform: `groundplan lint` says why"
    result = lint(source, platforms, date.today(), rules=(rule,))  # noqa: DTZ011
    return "\n".join([*allowed(result, plain), report([result], plain).rstrip()])
