"""What several formats say alike."""

from lint.engine import Finding, Result


def said(result: Result, finding: Finding) -> str:
    """The message, with the environments that it is about where there are others."""
    named = finding.environments and result.environments != 1
    return f"{finding.message} ({', '.join(finding.environments)})" if named else finding.message
