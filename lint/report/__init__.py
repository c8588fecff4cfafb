"""Reports: one module per format, found by this folder's listing; each has `report(results, style) -> str`."""

from collections.abc import Callable

Style = Callable[[str, str], str]
"""Colours a text by the name of a role: error, warning, info, place, help."""


def plain(text: str, _role: str) -> str:
    """No colour."""
    return text
