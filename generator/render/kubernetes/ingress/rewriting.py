"""The path that a service sees in place of the prefix that its route matches, as a regular expression."""

from generator.render.kubernetes.topology import Entrance

_ESCAPED = str.maketrans({".": r"\.", "+": r"\+"})
"""Characters that a path may have and that mean something in a regular expression."""


def whole_path(entrance: Entrance) -> str:
    """What matches a path below any prefix of an entrance: the first group is the prefix, the second what follows."""
    prefixes = sorted({rule.path.rstrip("/") for rule in entrance.rules}, key=lambda path: (-len(path), path))
    return f"^({'|'.join(prefixes).translate(_ESCAPED)})/?(.*)$"


def below(path: str) -> str:
    """What matches a prefix by whole segments: the second group is what follows it."""
    return f"{path.rstrip('/').translate(_ESCAPED)}(/|$)(.*)"


def target(rewrite: str, group: str) -> str:
    """The new path, with what followed the prefix behind it."""
    return f"{rewrite.rstrip('/')}/{group}"
