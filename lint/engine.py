"""From platforms to findings: rules run, violations are placed, allowed ones are dropped, equal ones are joined."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.platform.load import Problem
from generator.platform.source import Source, Span
from generator.platform.types.node import Place
from generator.platform.types.platform import Platform
from generator.platform.violation import places
from lint.allowance import Allowance, allowances
from lint.rule import ERROR, Rule, Severity, all_rules


class Finding(NamedTuple):
    """A violation at its place in the file; without a rule the file itself is invalid."""

    span: Span
    rule: Rule | None
    severity: Severity
    message: str
    environments: tuple[str, ...]
    place: Place


class Result(NamedTuple):
    """What was found in one file, and what was asked."""

    source: Source
    findings: tuple[Finding, ...]
    rules: int
    environments: int

    def failing(self, fail_on: Severity) -> bool:
        """Whether a finding is at least as bad."""
        return any(finding.severity >= fail_on for finding in self.findings)


def lint(source: Source, platforms: dict[str, Platform], today: date) -> Result:
    """Every finding that is not allowed, by its place in the file."""
    allows = allowances(source, next(iter(platforms.values())))
    used: set[int] = set()
    findings = [
        finding
        for platform in platforms.values()
        for finding in _run(source, platform, today)
        if not _allowed(finding, allows, used, today)
    ]
    findings += _judged([a._replace(used=i in used) for i, a in enumerate(allows)], today)
    return Result(source, _joined(findings), len(all_rules()), len(platforms))


def invalid(source: Source, problems: Iterable[Problem]) -> Result:
    """What is wrong with a file that is no platform, as findings."""
    findings = [Finding(p.span, None, ERROR, p.message, p.environments, p.place) for p in problems]
    return Result(source, tuple(findings), 0, 0)


def _run(source: Source, platform: Platform, today: date) -> Iterator[Finding]:
    where: dict[int, Place] = {}
    for rule in all_rules():
        for violation in rule.check(platform, today) if rule.check else ():
            where = where or dict(places(platform))
            place = violation.below(where[id(violation.node)])
            span = source.span(place, platform.environment)
            yield Finding(span, rule, rule.severity_in(platform), violation.message, (platform.environment,), place)


def _allowed(finding: Finding, allows: list[Allowance], used: set[int], today: date) -> bool:
    assert finding.rule is not None
    names = finding.rule.id, finding.rule.name
    covering = {
        index
        for index, allow in enumerate(allows)
        if allow.covers(names, finding.place, finding.span.line, finding.environments[0], today)
    }
    used |= covering
    return bool(covering)


def _judged(allows: list[Allowance], today: date) -> Iterator[Finding]:
    for rule in all_rules():
        for allow in allows if rule.judge else ():
            message = rule.judge(allow, today) if rule.judge else None
            if message:
                yield Finding(allow.span, rule, rule.severity, message, (), ())


def _joined(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings equal in rule, place and message are one, as bad as the worst of them."""
    together: dict[tuple[str, Span, str], list[Finding]] = {}
    for finding in findings:
        together.setdefault((finding.rule.id if finding.rule else "", finding.span, finding.message), []).append(finding)
    joined = (
        same[0]._replace(
            severity=max(f.severity for f in same),
            environments=tuple(sorted({name for f in same for name in f.environments})),
        )
        for same in together.values()
    )
    return tuple(sorted(joined, key=lambda f: (f.span, f.rule.id if f.rule else "", f.message)))
