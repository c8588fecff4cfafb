"""The name that a mistyped one was meant to be."""

from collections.abc import Iterable


def meant(word: str, known: Iterable[str]) -> str:
    """`, did you mean ...?` with the nearest known name, whatever its case; empty where none is near."""
    from difflib import get_close_matches

    by_folded = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_folded, n=1)
    return f", did you mean `{by_folded[close[0]]}`?" if close else ""
