"""Check platform.yaml: the schema, then the rules."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT
from generator.cli.checking import check
from generator.cli.linting import TEXT, Baseline, Fixing, Wanted
from generator.cli.options import Environments, File, Files, Policy, Rules, Today
from generator.cli.own_rules import loaded
from generator.cli.report_options import Fails, Format, Outputs, outputs
from generator.errors import UsageError
from lint.catalogue import names


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
    files: Files = None,
    file: File = DEFAULT,
    environment: Environments = None,
    format: Format = TEXT,
    output: Outputs = None,
    fail_on: Fails = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Only these: names, ids, their beginnings.", show_default=False),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="All but these, named likewise.", show_default=False)
    ] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help=f"Only those that answer {', '.join(names())}.", show_default=False),
    ] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Print how often each rule found something")] = False,
    baseline: Annotated[
        Path | None, typer.Option(help="A file of known findings: only others are told.", show_default=False)
    ] = None,
    write_baseline: Annotated[bool, typer.Option("--write-baseline", help="Make all that is found known.")] = False,
    shrink_baseline: Annotated[
        bool, typer.Option("--shrink-baseline", help="Take out of the baseline what is found no more.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Make the fixes that change nothing that runs.")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: all fixes.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")] = False,
    today: Today = None,
    rules: Rules = None,
    policy: Policy = None,
) -> int:
    """Check platform.yaml: the schema, then the rules.

    Example: groundplan lint platform.yaml --fail-on warning --output sarif:lint.sarif
    """
    wanted = Wanted(
        environment,
        outputs(format, output or [], statistics=statistics),
        fail_on,
        today.date() if today else None,
        (*(select or ()),),
        (*(ignore or ()),),
        (*(profile or ()),),
        statistics,
        _baseline(baseline, write_baseline, shrink_baseline),
        _fixing(fix, unsafe_fixes, diff),
        policy,
    )
    with loaded(rules):
        return check(files or [file], wanted)


def _fixing(fix: bool, unsafe: bool, diff: bool) -> Fixing | None:
    if unsafe and not (fix or diff):
        raise UsageError("--unsafe-fixes says which fixes; add --fix to make them, or --diff to see them")
    return Fixing(diff, unsafe) if fix or diff else None


def _baseline(file: Path | None, write: bool, shrink: bool) -> Baseline | None:
    if file is None and (write or shrink):
        raise UsageError("name the file with --baseline FILE")
    if write and shrink:
        raise UsageError("--write-baseline adds what is found, --shrink-baseline never adds: take one of them")
    return Baseline(file, write, shrink) if file else None
