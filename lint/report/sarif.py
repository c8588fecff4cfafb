"""SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.

It has what GitHub reads: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
"""

import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any

from generator.platform.document.repository import from_root
from lint.engine import Finding, Result
from lint.fingerprint import fingerprint, fingerprints
from lint.report import Style
from lint.report._fixes import Replacement, replacements
from lint.report._path import uri
from lint.report._words import said
from lint.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
INVALID = "invalid"
SECURITY = {"error": "8.0", "warning": "5.0", "info": "2.0"}
"""GitHub shows findings with a number as security alerts: from 7.0 as high, from 4.0 as medium."""
_SECURITY_AREAS = {"iam", "pod_security", "secrets"}
_SECURITY_CATALOGUES = ("cis:", "security-hub:", "pod-security:")

Json = dict[str, Any]

_INVALID: Json = {
    "id": INVALID,
    "shortDescription": {"text": "The file is not a valid platform."},
    "fullDescription": {"text": "Nothing can be rendered of it, and no rule has run."},
    "help": {
        "text": "Each message says what is wrong and what to do; docs/language.md has every key and what it may be."
    },
}
"""What is not a rule of ours; GitHub wants all of it of every rule, and no name that is the id again."""


def report(results: Iterable[Result], _style: Style) -> str:
    """A log with one run; its rules are those that found something."""
    every = list(results)
    rules = {f.rule.name if f.rule else INVALID: f.rule for result in every for f in result.findings}
    index = {name: number for number, name in enumerate(sorted(rules))}
    driver = {
        "name": "groundplan",
        "version": version("groundplan"),
        "rules": [_rule(name, rules[name]) for name in index],
    }
    run = {
        "tool": {"driver": driver},
        # Our columns count characters, which is not what a consumer would assume.
        "columnKind": "unicodeCodePoints",
        "results": [found for result in every for found in _results(result, index)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(name: str, rule: Rule | None) -> Json:
    if rule is None:
        return _INVALID
    return {
        "id": rule.id,
        "name": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _reason(rule)},
        "help": {"text": rule.docs, "markdown": rule.docs},
        "helpUri": rule.source,
        "defaultConfiguration": {"level": LEVELS[str(rule.severity)]},
        "properties": _properties(rule),
    }


def _properties(rule: Rule) -> Json:
    tags = [rule.area, *rule.also]
    if rule.area in _SECURITY_AREAS or any(each.startswith(_SECURITY_CATALOGUES) for each in rule.also):
        return {"tags": ["security", *tags], "security-severity": SECURITY[str(rule.severity)]}
    return {"tags": tags}


def _reason(rule: Rule) -> str:
    return rule.docs.partition("\nBad")[0].strip()


def _results(result: Result, index: dict[str, int]) -> Iterator[Json]:
    path = from_root(result.source.name)
    for finding, prints, changed in zip(result.findings, fingerprints(result), replacements(result), strict=True):
        yield {
            "ruleId": finding.rule.id if finding.rule else INVALID,
            "ruleIndex": index[finding.rule.name if finding.rule else INVALID],
            "level": LEVELS[str(finding.severity)],
            "message": {"text": said(result, finding)},
            "locations": [{"physicalLocation": _physical(path, finding)}],
            # GitHub knows a finding again by primaryLocationLineHash, and computes one of the line where it is missing.
            "partialFingerprints": {
                "groundplan/v1": fingerprint(prints),
                "primaryLocationLineHash": fingerprint(prints),
            },
            "properties": {"environments": list(finding.environments), "place": ".".join(map(str, finding.place))},
        } | ({"fixes": [_fix(path, changed)]} if changed else {})


def _fix(path: str, changed: list[Replacement]) -> Json:
    """A fix as the specification has it (3.55); whether it is safe is said in words and in its properties."""
    safe = changed[0].edit.safe
    change = {"artifactLocation": _artifact(path), "replacements": list(map(_replacement, changed))}
    option = "--fix" if safe else "--fix --unsafe-fixes"
    return {
        "description": {"text": f"What groundplan lint {option} does."},
        "artifactChanges": [change],
        "properties": {"safe": safe},
    }


def _replacement(changed: Replacement) -> Json:
    (line, column), (end_line, end_column) = changed.start, changed.end
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"deletedRegion": region} | ({"insertedContent": {"text": changed.text}} if changed.text else {})


def _physical(path: str, finding: Finding) -> Json:
    line, column, end = finding.span
    return {
        "artifactLocation": _artifact(path),
        "region": {"startLine": line, "startColumn": column, "endLine": line, "endColumn": end},
    }


def _artifact(path: str) -> Json:
    return {"uri": uri(path)} | ({} if path.startswith("/") else {"uriBaseId": "%SRCROOT%"})
