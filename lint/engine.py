"""From platforms to findings: rules run, violations are placed, allowed ones are dropped, equal ones are joined."""

from collections.abc import Container, Iterable, Iterator
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


def lint(source: Source, platforms: dict[str, Platform], today: date, only: Container[str] | None = None) -> Result:
    """Every finding that is not allowed, by its place in the file; with `only`, those of these environments.

    All platforms of the file are needed all the same: an allow is unused where none of them needs it.
    """
    allows = allowances(source, next(iter(platforms.values())))
    used: set[int] = set()
    findings = [
        finding
        for platform in platforms.values()
        for finding in _run(source, platform, today, allows, used)
        if only is None or platform.environment in only
    ]
    findings += _judged([a._replace(used=i in used) for i, a in enumerate(allows)], today)
    asked = sum(only is None or name in only for name in platforms)
    return Result(source, _joined(findings), len(all_rules()), asked)


def invalid(source: Source, problems: Iterable[Problem]) -> Result:
    """What is wrong with a file that is no platform, as findings."""
    findings = [Finding(p.span, None, ERROR, p.message, p.environments, p.place) for p in problems]
    return Result(source, tuple(findings), 0, 0)


def _run(source: Source, platform: Platform, today: date, allows: list[Allowance], used: set[int]) -> Iterator[Finding]:
    """What the rules find and nothing allows; `used` is given the indices of the allows that do."""
    environment = platform.environment
    where: dict[int, Place] = {}
    for rule in all_rules():
        for violation in rule.check(platform, today) if rule.check else ():
            where = where or dict(places(platform))
            place = violation.below(where[id(violation.node)])
            span = source.span(place, environment)
            finding = Finding(span, rule, rule.severity_in(platform), violation.message, (environment,), place)
            covering = _covering(allows, rule, finding, today)
            used |= covering
            if not covering:
                yield finding


def _covering(allows: list[Allowance], rule: Rule, finding: Finding, today: date) -> set[int]:
    names, (environment,) = (rule.id, rule.name), finding.environments
    return {
        index
        for index, allow in enumerate(allows)
        if allow.covers(names, finding.place, finding.span.line, environment, today)
    }


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
        rule = finding.rule.id if finding.rule else ""
        together.setdefault((rule, finding.span, finding.message), []).append(finding)
    joined = (
        same[0]._replace(
            severity=max(f.severity for f in same),
            environments=tuple(sorted({name for f in same for name in f.environments})),
        )
        for same in together.values()
    )
    return tuple(sorted(joined, key=lambda f: (f.span, f.rule.id if f.rule else "", f.message)))
