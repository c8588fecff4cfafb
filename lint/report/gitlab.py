"""GitLab's Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from generator.platform.document.repository import from_root
from lint.engine import Result
from lint.fingerprint import fingerprint, fingerprints
from lint.report import Style
from lint.report._words import said

SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}


def report(results: Iterable[Result], _style: Style) -> str:
    """A list of objects, one a finding."""
    return json.dumps([entry for result in results for entry in _file(result)], indent=2, ensure_ascii=False) + "\n"


def _file(result: Result) -> Iterator[dict[str, Any]]:
    path = from_root(result.source.name)
    for finding, prints in zip(result.findings, fingerprints(result), strict=True):
        yield {
            "check_name": finding.rule.name if finding.rule else "invalid",
            "description": said(result, finding),
            # GitLab takes equal ones for one finding, so the file is part of it.
            "fingerprint": sha256(f"{path} {fingerprint(prints)}".encode(errors="surrogateescape")).hexdigest()[:32],
            "severity": SEVERITIES[str(finding.severity)],
            "location": {"path": path, "lines": {"begin": finding.span.line}},
        }
