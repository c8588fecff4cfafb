"""Findings as an editor underlines them."""

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity

from generator.lsp.analysis import Analysis
from generator.lsp.positions import Positions
from lint.engine import Finding
from lint.report._words import said

NAME = "groundplan"
INVALID = "invalid"
_SEVERITIES = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "info": DiagnosticSeverity.Information,
}


def diagnostics(analysis: Analysis, positions: Positions) -> list[Diagnostic]:
    """Every finding, in the order of the text."""
    return [diagnostic(analysis, finding, positions) for finding in analysis.findings]


def diagnostic(analysis: Analysis, finding: Finding, positions: Positions) -> Diagnostic:
    """A finding, with its rule's name as code and a link to where the rule comes from."""
    rule = finding.rule
    return Diagnostic(
        positions.span(finding.span),
        said(analysis.result, finding),
        _SEVERITIES[str(finding.severity)],
        rule.name if rule else INVALID,
        CodeDescription(rule.source) if rule else None,
        NAME,
    )
