"""Environments: JSON merge patches (RFC 7396) over the common part of the file."""

from typing import Any


def merge(base: Any, patch: Any) -> Any:
    """Maps merge, null removes, all else replaces; neither argument is changed."""
    if not isinstance(patch, dict):
        return patch
    result = dict(base) if isinstance(base, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merge(result.get(key), value)
    return result
