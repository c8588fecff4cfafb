"""For programs: one object a finding."""

import json
from collections.abc import Iterable
from typing import Any

from lint.engine import Finding, Result
from lint.report import Style


def report(results: Iterable[Result], _style: Style) -> str:
    """An object with `findings`, sorted as in the text report.

    Lines and columns count from 1, `endColumn` is exclusive.
    """
    findings = [_finding(result.source.name, finding) for result in results for finding in result.findings]
    return json.dumps({"findings": findings}, indent=2, ensure_ascii=False) + "\n"


def _finding(file: str, finding: Finding) -> dict[str, Any]:
    return {
        "file": file,
        "line": finding.span.line,
        "column": finding.span.column,
        "endColumn": finding.span.end,
        "severity": str(finding.severity),
        "id": finding.rule.id if finding.rule else None,
        "rule": finding.rule.name if finding.rule else "invalid",
        "message": finding.message,
        "environments": list(finding.environments),
        "place": list(finding.place),
        "source": finding.rule.source if finding.rule else None,
    }
