"""Check platform.yaml: the schema, then the rules."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import DEFAULT, Environments, File, Files, chosen, coloured, styled
from generator.errors import Exit
from generator.platform.load import InvalidPlatform, load
from generator.platform.source import read
from lint.engine import Result, invalid, lint
from lint.report import plain
from lint.rule import Severity


class Format(StrEnum):
    text = "text"
    json = "json"


class FailOn(StrEnum):
    error = "error"
    warning = "warning"
    info = "info"


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    files: Files = None,
    file: File = DEFAULT,
    environment: Environments = None,
    format: Annotated[Format, typer.Option(help="How findings are printed.")] = Format.text,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="The least severity that fails; without it, `lint.failOn` of the file.", show_default=False),
    ] = None,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to judge by.", show_default="today")
    ] = None,
) -> int:
    """Check platform.yaml: the schema, then the rules.

    Example: groundplan lint platform.yaml --fail-on warning
    """
    day = today.date() if today else date.today()  # noqa: DTZ011 - the user's own day
    checked = [_check(path, environment, day, fail_on) for path in files or [file]]
    typer.echo(_report(format, [result for result, _ in checked]), nl=False)
    return max(code for _, code in checked)


def _check(path: Path, environments: list[str] | None, today: date, fail_on: FailOn | None) -> tuple[Result, Exit]:
    source = read(path)
    try:
        platforms = load(source)
    except InvalidPlatform as error:
        return invalid(source, error.problems), error.exit_code
    result = lint(source, platforms, today, chosen(platforms, environments))
    threshold = fail_on or next(iter(platforms.values())).lint.fail_on
    return result, Exit.FINDINGS if result.failing(Severity[str(threshold).upper()]) else Exit.OK


def _report(format: Format, results: list[Result]) -> str:
    from importlib import import_module

    report = import_module(f"lint.report.{format}").report
    return str(report(results, styled if coloured() else plain))
