"""Where a report goes that may not become a comment: the summary of a step of GitHub Actions."""

from collections.abc import Mapping

_BYTES = 1024 * 1024
"""Of a step: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits"""


def summarised(environment: Mapping[str, str], text: str) -> bool:
    """Append a report to the step's summary; False where there is none."""
    path = environment.get("GITHUB_STEP_SUMMARY")
    if not path or len(text.encode()) > _BYTES:
        return False
    try:
        with open(path, "a", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            file.write(f"\n{text}\n")
    except OSError:
        return False
    return True
