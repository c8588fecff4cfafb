"""One lint of some files, from their text to what is printed."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.cli.asking import chosen
from generator.cli.linting import Baseline, Wanted
from generator.cli.output import say
from generator.cli.outputs import spare
from generator.cli.reporting import put, threshold
from generator.errors import Exit
from generator.platform.document.source import Source, read
from generator.platform.load import InvalidPlatform, load
from generator.platform.types.platform import Platform
from lint.engine import Result, invalid, lint
from lint.mandatory import Mandatory, enforced
from lint.rule import Rule, Severity, may_be_own


class Checked(NamedTuple):
    """What was found in a file, and the least severity that fails; None where nothing does."""

    result: Result
    fail_on: Severity | None
    is_platform: bool = True
    platforms: dict[str, Platform] = {}

    @property
    def exit(self) -> Exit:
        """What the file alone would end the command with."""
        if not self.is_platform or self.result.failed:
            return Exit.INVALID
        return Exit.FINDINGS if self.fail_on and self.result.failing(self.fail_on) else Exit.OK


class _How(NamedTuple):
    today: date
    rules: tuple[Rule, ...] | None
    policy: Mandatory | None


def check(files: Sequence[Path], wanted: Wanted = Wanted()) -> Exit:  # noqa: B008
    """Print what is found; returns the worst exit code. Without a day it is judged by the user's own."""
    spare(files, [*(each.file for each in wanted.outputs), wanted.baseline.file if wanted.baseline else None])
    today = wanted.today or date.today()  # noqa: DTZ011
    how = _How(today, _rules(wanted), _policy(wanted))
    checked = [_check(read(path), wanted, how) for path in files]
    if wanted.fixing:
        checked = _fixed(files, checked, wanted, how)
    if wanted.baseline:
        checked = _new(checked, wanted.baseline, wanted.environments)
    results = [each.result for each in checked]
    shown = not (wanted.fixing and wanted.fixing.diff)
    put([output for output in wanted.outputs if output.file or shown], results, statistics=wanted.statistics)
    for each in checked:
        _say_unloaded(each)
    if len(checked) > 1:
        _say_clashes(checked)
    return max(each.exit for each in checked)


def _rules(wanted: Wanted) -> tuple[Rule, ...] | None:
    if not (wanted.select or wanted.ignore or wanted.profiles):
        return None
    from lint.selection import chosen as chosen_rules

    return chosen_rules(wanted.select, wanted.ignore, wanted.profiles)


def _policy(wanted: Wanted) -> Mandatory | None:
    if wanted.policy is None:
        return None
    from generator.cli.policy import policy

    return policy(wanted.policy)


def _check(source: Source, wanted: Wanted, how: _How) -> Checked:
    try:
        platforms = enforced(load(source), how.policy)
    except InvalidPlatform as error:
        return Checked(invalid(error.source, error.problems), None, is_platform=False)
    result = lint(source, platforms, how.today, chosen(platforms, wanted.environments), how.rules)
    limit = threshold(wanted.fail_on or next(iter(platforms.values())).lint.fail_on)
    return Checked(result, limit, platforms=platforms)


def _fixed(files: Sequence[Path], checked: list[Checked], wanted: Wanted, how: _How) -> list[Checked]:
    """What is left when the fixes are made; of a diff, which makes none, what there is."""
    from generator.cli.fixing import carry_out, change
    from lint.fix import Asked

    assert wanted.fixing  # noqa: S101 - the caller asks
    mended, changes = list(checked), []
    for index, (path, each) in enumerate(zip(files, checked, strict=True)):
        if each.is_platform:
            only = chosen(each.platforms, wanted.environments)
            asked = Asked(how.today, only, how.rules, wanted.fixing.unsafe)
            changes.append(change(path, each.result, asked))
            mended[index] = _unoffered(_check(changes[-1].after, wanted, how), wanted.fixing.unsafe)
    left = [len(each.result.findings) for each in mended if each.is_platform]
    carry_out(changes, left, wanted.fixing)
    return checked if wanted.fixing.diff else mended


def _unoffered(checked: Checked, unsafe: bool) -> Checked:
    """What could not be fixed is not offered again: it would take more than its own fix."""
    left = tuple(
        finding._replace(fix=None) if finding.fix and (unsafe or finding.fix.safe) else finding
        for finding in checked.result.findings
    )
    return checked._replace(result=checked.result._replace(findings=left))


def _say_unloaded(checked: Checked) -> None:
    """A file cannot have code run; that it has rules of its own is said."""
    platform = next(iter(checked.platforms.values()), None)
    if platform and may_be_own(platform):
        from shlex import quote

        name = checked.result.source.name
        folder = os.path.relpath(Path(name).parent / str(platform.lint.rules))
        say(f"{name}: its own rules did not run, as they are code; `--rules {quote(folder)}` runs them", error=True)


def _say_clashes(checked: Sequence[Checked]) -> None:
    """What files would take from each other is said beside the reports: of drafts of one platform it is nothing."""
    from generator.platform.together import clashes

    for clash in clashes([(each.result.source, each.platforms) for each in checked]):
        say(clash, error=True)


def _new(checked: list[Checked], baseline: Baseline, environments: list[str] | None) -> list[Checked]:
    from generator.cli.baselining import new

    left = new(baseline, [each.result for each in checked], environments)
    return [each._replace(result=result) for each, result in zip(checked, left, strict=True)]
