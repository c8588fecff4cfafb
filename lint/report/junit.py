"""JUnit's XML, as Jenkins reads it: a suite a file, a case a rule.

https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from lint.engine import Finding, Result
from lint.report import Style
from lint.report._words import said
from lint.rule import Rule


def report(results: Iterable[Result], _style: Style) -> str:
    """A rule that found nothing is a case that passed."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="groundplan">']
    lines += [line for result in results for line in _suite(result)]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(result: Result) -> Iterator[str]:
    name, found = result.source.name, _by_rule(result.findings)
    cases: list[Rule | None] = [*result.rules] or [None]
    yield f"  <testsuite {_attributes(name=name, tests=len(cases), failures=len(found), errors=0)}>"
    for rule in cases:
        yield from _case(rule, result, found.get(rule.id if rule else "", []))
    yield "  </testsuite>"


def _by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    def key(finding: Finding) -> str:
        return finding.rule.id if finding.rule else ""

    return {id: list(same) for id, same in groupby(sorted(findings, key=key), key)}


def _case(rule: Rule | None, result: Result, findings: list[Finding]) -> Iterator[str]:
    title, area = (f"{rule.name} [{rule.id}]", rule.area) if rule else ("is a platform", "schema")
    opening = f"    <testcase {_attributes(name=title, classname=f'groundplan.{area}')}"
    if not findings:
        yield f"{opening}/>"
        return
    worst = max(finding.severity for finding in findings)
    yield f"{opening}>"
    about = _attributes(type=worst, message=_message(findings))
    yield f"      <failure {about}>{_text(rule, result, findings)}</failure>"
    yield "    </testcase>"


def _message(findings: list[Finding]) -> str:
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{findings[0].message}{more}"


def _text(rule: Rule | None, result: Result, findings: list[Finding]) -> str:
    lines = [f"{result.source.name}:{f.span.line}:{f.span.column}: {f.severity}: {said(result, f)}" for f in findings]
    lines += [rule.source, *([f"also: {', '.join(rule.also)}"] if rule.also else [])] if rule else []
    return _escaped("\n".join(lines))


def _attributes(**values: object) -> str:
    return " ".join(f'{name}="{_escaped(str(value))}"' for name, value in values.items())


def _escaped(text: str) -> str:
    """As text or as an attribute; what XML 1.0 has no character for is shown as U+FFFD."""
    shown = "".join(c if c in "\t\n" or ("\x20" <= c <= "\ud7ff") or c >= "\ue000" else "\ufffd" for c in text)
    shown = shown.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
