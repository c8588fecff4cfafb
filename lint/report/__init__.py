"""Reports: one module per format, found by this folder's listing; each has `report(results, style) -> str`.

Modules whose name starts with `_` only help.
"""

from collections.abc import Callable

Style = Callable[[str, str], str]
"""Colours a text by the name of a role: error, warning, info, place, help."""


def plain(text: str, _role: str) -> str:
    """No colour."""
    return text


def formats() -> list[str]:
    """The names of the formats."""
    import pkgutil

    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
