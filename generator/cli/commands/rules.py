"""List the rules."""

from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.options import File, Rules
from generator.cli.own_rules import loaded, proven
from generator.cli.table import Format, table
from lint.catalogue import ACCOUNTS, Control, catalogue, names
from lint.rule import Rule, all_rules, live_rules


def command(
    format: Annotated[Format, typer.Option(help="How they are printed.")] = Format.text,
    source: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"What answers {', '.join(names())}.", show_default=False),
    ] = None,
    rules: Rules = None,
    test: Annotated[bool, typer.Option("--test", help="Try the examples of --rules, merged over --file.")] = False,
    file: File = DEFAULT,
) -> int:
    """List every rule: id, name, severity, and what is wrong; or what answers a benchmark.

    Example: groundplan rules --source cis
    """
    with loaded(rules) as own:
        return proven(own, file) if test else _list(format, source)


def _list(format: Format, source: str | None) -> int:
    if source is None:
        columns = ["id", "name", "severity", "summary", "source", "also"]
        shown = columns[:4] if format is Format.text else columns
        typer.echo(table(shown, [_row(rule)[: len(shown)] for rule in (*all_rules(), *live_rules())], format))
    else:
        columns = ["control", "about", "answer", "how"]
        typer.echo(table(columns, [_control(each) for each in catalogue(source).controls()], format))
    return 0


def _row(rule: Rule) -> list[str]:
    return [rule.id, rule.name, str(rule.severity), rule.summary, rule.source, ", ".join(rule.also)]


def _control(control: Control) -> list[str]:
    if control.rules:
        return [control.id, control.about, "rule", ", ".join(f"{rule.id} {rule.name}" for rule in control.rules)]
    return [control.id, control.about, ACCOUNTS.get(control.account, ""), control.why]
