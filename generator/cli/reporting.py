"""Reports of what was found, printed and in files."""

from collections.abc import Sequence

from generator.cli.asking import coloured, styled
from generator.cli.output import say
from generator.cli.outputs import Output, save
from lint.engine import Result
from lint.report import plain
from lint.rule import Severity


def threshold(word: str) -> Severity | None:
    """The least severity that fails; None where nothing does."""
    return None if word == "never" else Severity[word.upper()]


def put(outputs: Sequence[Output], results: list[Result], *, statistics: bool = False) -> None:
    """Write the reports that have a file, then print the one that has none, or else the statistics."""
    for output in sorted(outputs, key=lambda output: output.file is None):
        _put(output, results, statistics)


def _put(output: Output, results: list[Result], statistics: bool) -> None:
    from importlib import import_module

    report = import_module(f"lint.report.{output.format}").report
    if output.file is None and statistics:
        from lint import statistics as counted

        say(counted.statistics(results), end="")
        return
    if output.file is None:
        say(report(results, styled if coloured() else plain), end="")
        return
    save(output.file, report(results, plain))
