"""Pictures and tables of a platform: for a terminal, a page, or another program. Pure."""

from collections.abc import Callable

Style = Callable[[str, str], str]
"""Colours a text by the name of a role: error, warning, info, place, help."""


def plain(text: str, _role: str) -> str:
    """No colour."""
    return text
