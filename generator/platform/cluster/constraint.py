"""Terraform's version constraints.

https://developer.hashicorp.com/terraform/language/expressions/version-constraints
"""


def lowest(constraint: str) -> tuple[int, ...]:
    """The lowest version that a constraint lets through, as far as its lower bounds tell."""
    bounds: list[tuple[int, ...]] = [(0,)]
    for part in constraint.split(","):
        operator, version = _split(part.strip())
        if operator in {">=", "~>", "=", ""}:
            bounds.append(version)
    return max(bounds)


def whole_range_has(constraint: str, since: tuple[int, ...]) -> bool:
    """Whether every version that the constraint lets through is at least `since`."""
    return lowest(constraint) >= since


def _split(part: str) -> tuple[str, tuple[int, ...]]:
    digits = part.lstrip("<>=~! ")
    return part[: len(part) - len(digits)].strip(), tuple(int(number) for number in digits.split("."))
