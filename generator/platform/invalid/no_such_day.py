"""A last day that is in no calendar."""

from collections.abc import Iterator
from datetime import date

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield allows that end on a day such as February 31st."""
    for allow in platform.lint.allow:
        if allow.until is not None and not _is_day(allow.until):
            yield Violation(allow, "until", f"{allow.until} is in no calendar")


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
