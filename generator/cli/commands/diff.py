"""Say what a change will do."""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.options import Base, Environments, File, Head, Policy, Rules, Today
from generator.cli.outputs import Output, format_reader, output_reader, outputs, save, spare
from generator.cli.own_rules import loaded
from generator.errors import Exit

if TYPE_CHECKING:
    from generator.diff.comparison import Comparison

TEXT = "text"
FORMATS = (TEXT, "json", "markdown", "html")


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    base: Base = None,
    head: Head = None,
    file: File = DEFAULT,
    environment: Environments = None,
    format: Annotated[
        str, typer.Option(parser=format_reader(FORMATS), metavar="|".join(FORMATS), help="How it is printed.")
    ] = TEXT,
    output: Annotated[
        list[Output] | None,
        typer.Option(
            "--output",
            "-o",
            parser=output_reader(FORMATS),
            metavar="FORMAT[:FILE]",
            help="Write a report to a file too, or print this one; may be repeated.",
            show_default=False,
        ),
    ] = None,
    report_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where the HTML report will be: markdown links to it.", show_default=False),
    ] = None,
    today: Today = None,
    rules: Rules = None,
    policy: Policy = None,
) -> int:
    """Say what a change of platform.yaml will do in AWS and in the cluster, without credentials.

    A base that is no valid platform is noted, and nothing is compared with it; exit 2 where the head is none.

    Example: groundplan diff main --output html:diff.html
    """
    from generator.cli.policy import policy as mandatory
    from generator.diff.comparison import compare
    from generator.diff.side import sides

    wanted = outputs(TEXT, format, output or [])
    if report_url:
        from generator.forge.context import address

        address(report_url, "--report-url")
    spare([file, *(Path(word) for word in (base, head) if word)], [each.file for each in wanted])
    day = today.date() if today else date.today()  # noqa: DTZ011
    with loaded(rules):
        comparison = compare(*sides(file, base, head), day, environment, mandatory(policy) if policy else None)
    for each in sorted(wanted, key=lambda each: each.file is None):
        _put(each, comparison, report_url)
    return Exit.INVALID if comparison.head.problems else Exit.OK


def _put(output: Output, comparison: "Comparison", url: str | None) -> None:
    report = import_module(f"generator.diff.report.{output.format}").report
    text = report(comparison, url) if url and output.format == "markdown" else report(comparison)
    if output.file is None:
        typer.echo(text, nl=False)
    else:
        save(output.file, text)
