"""One lint of some files, from their text to what is printed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.cli.asking import chosen, coloured, styled
from generator.cli.output import say
from generator.errors import Exit
from generator.platform.load import InvalidPlatform, load
from generator.platform.source import read
from lint.engine import Result, invalid, lint
from lint.report import plain
from lint.rule import Severity


def check(
    files: Sequence[Path],
    environments: list[str] | None = None,
    format: str = "text",
    fail_on: str | None = None,
    today: date | None = None,
) -> Exit:
    """Print what is found; returns the worst exit code. Without a day it is judged by the user's own."""
    day = today or date.today()  # noqa: DTZ011
    checked = [_check(path, environments, day, fail_on) for path in files]
    say(_report(format, [result for result, _ in checked]), end="")
    return max(code for _, code in checked)


def _check(path: Path, environments: list[str] | None, today: date, fail_on: str | None) -> tuple[Result, Exit]:
    source = read(path)
    try:
        platforms = load(source)
    except InvalidPlatform as error:
        return invalid(source, error.problems), error.exit_code
    result = lint(source, platforms, today, chosen(platforms, environments))
    threshold = fail_on or next(iter(platforms.values())).lint.fail_on
    return result, Exit.FINDINGS if result.failing(Severity[str(threshold).upper()]) else Exit.OK


def _report(format: str, results: list[Result]) -> str:
    from importlib import import_module

    report = import_module(f"lint.report.{format}").report
    return str(report(results, styled if coloured() else plain))
