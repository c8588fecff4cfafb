"""From platforms to findings: rules run, violations are placed, allowed ones are dropped, equal ones are joined."""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from generator.platform.document.source import Source, Span
from generator.platform.load import Problem
from generator.platform.types.node import Place
from generator.platform.types.platform import Platform
from generator.platform.violation import Edit, places
from lint.allowance import Allowance, allowances, removal
from lint.rule import ERROR, Rule, Severity, all_rules, find, may_be_own


class Finding(NamedTuple):
    """A violation at its place in the file; without a rule the file itself is invalid."""

    span: Span
    rule: Rule | None
    severity: Severity
    message: str
    environments: tuple[str, ...]
    place: Place
    fix: Edit | None = None


class Allowed(NamedTuple):
    """A finding that is not told, and the allow that silences it."""

    finding: Finding
    by: Allowance


class Result(NamedTuple):
    """What was found in one file, and what was asked."""

    source: Source
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    environments: int
    known: int = 0
    """Findings of a baseline, which are not among the others."""
    allowed: tuple[Allowed, ...] = ()
    failed: tuple[Rule, ...] = ()
    """Rules of the user's own that did not run to their end."""

    def failing(self, fail_on: Severity) -> bool:
        """Whether a finding is at least as bad."""
        return any(finding.severity >= fail_on for finding in self.findings)


class _Asked(NamedTuple):
    """One run: `used` holds the indices of the allows that were needed so far."""

    source: Source
    today: date
    rules: tuple[Rule, ...]
    allows: list[Allowance]
    used: set[int]
    allowed: list[Allowed]
    failed: set[Rule]


def lint(
    source: Source,
    platforms: dict[str, Platform],
    today: date,
    only: Container[str] | None = None,
    rules: tuple[Rule, ...] | None = None,
) -> Result:
    """Every finding that is not allowed, by its place in the file; with `only`, those of these environments.

    With `rules`, those of these rules: an allow of another one is then neither used nor unused.
    All platforms of the file are needed all the same: an allow is unused where none of them needs it.
    """
    ran, allows = all_rules() if rules is None else rules, allowances(source, _first(platforms))
    asked = _Asked(source, today, ran, allows, set(), [], set())
    findings = [
        finding
        for platform in platforms.values()
        for finding in _run(asked, platform)
        if only is None or platform.environment in only
    ]
    findings += _judged(asked, _first(platforms))
    environments = sum(only is None or name in only for name in platforms)
    allowed = tuple(each for each in asked.allowed if only is None or each.finding.environments[0] in only)
    return Result(source, _joined(findings), ran, environments, allowed=allowed, failed=tuple(asked.failed))


def _first(platforms: dict[str, Platform]) -> Platform:
    return next(iter(platforms.values()))


def invalid(source: Source, problems: Iterable[Problem]) -> Result:
    """What is wrong with a file that is no platform, as findings."""
    findings = [Finding(p.span, None, ERROR, p.message, p.environments, p.place) for p in problems]
    return Result(source, tuple(findings), (), 0)


def _run(asked: _Asked, platform: Platform) -> Iterator[Finding]:
    """What the rules find and nothing allows; the allows that do are noted as used."""
    where: dict[int, Place] = {}
    for rule in asked.rules:
        for finding in _guarded(asked, rule, platform, where) if rule.file else _found(asked, rule, platform, where):
            covering = _covering(asked, rule, finding)
            asked.used.update(covering)
            if covering and rule.id in platform.never_allowed:
                yield finding._replace(message=f"{finding.message}; the policy lets no allow silence this")
            elif covering:
                asked.allowed.append(Allowed(finding, asked.allows[min(covering)]))
            else:
                yield finding


def _found(asked: _Asked, rule: Rule, platform: Platform, where: dict[int, Place]) -> Iterator[Finding]:
    for violation in rule.check(platform, asked.today) if rule.check else ():
        if not where:
            where.update(places(platform))
        place = violation.below(where[id(violation.node)])
        span = asked.source.span(place, platform.environment)
        severity, edit = rule.severity_in(platform), violation.edit(where)
        yield Finding(span, rule, severity, violation.message, (platform.environment,), place, edit)


def _guarded(asked: _Asked, rule: Rule, platform: Platform, where: dict[int, Place]) -> Iterator[Finding]:
    """What a rule of the user's own finds; where it fails, that is told of it, and the others go on."""
    try:
        yield from _found(asked, rule, platform, where)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - it may raise anything
        from lint.custom import fault

        asked.failed.add(rule)
        span = asked.source.span((), platform.environment)
        yield Finding(span, rule, ERROR, fault(rule.file, error), (platform.environment,), ())


def _covering(asked: _Asked, rule: Rule, finding: Finding) -> set[int]:
    names, (environment,) = (rule.id, rule.name), finding.environments
    if rule in asked.failed:
        return set()
    return {
        index
        for index, allow in enumerate(asked.allows)
        if allow.covers(names, finding.place, finding.span.line, environment, asked.today)
    }


def _judged(asked: _Asked, platform: Platform) -> Iterator[Finding]:
    """What is wrong with the allows of the rules that ran, and with those of no rule at all."""
    ran = {word for rule in asked.rules for word in (rule.id, rule.name)}
    allows = [allow._replace(used=index in asked.used) for index, allow in enumerate(asked.allows)]
    for rule in asked.rules:
        for allow in allows if rule.judge else ():
            concerned = allow.rule in ran or _is_of_no_rule(allow, platform)
            message = rule.judge(allow, asked.today) if rule.judge and concerned else None
            if message:
                edit = removal(asked.source, allow) if find(allow.rule) else None
                yield Finding(allow.span, rule, rule.severity_in(platform), message, (), (), edit)


def _is_of_no_rule(allow: Allowance, platform: Platform) -> bool:
    return find(allow.rule) is None and not (allow.rule and may_be_own(platform))


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
            fix=same[0].fix if all(f.fix == same[0].fix for f in same) else None,
        )
        for same in together.values()
    )
    return tuple(sorted(joined, key=lambda f: (f.span, f.rule.id if f.rule else "", f.message)))
