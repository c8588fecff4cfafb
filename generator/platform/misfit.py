"""Fields that do not fit what their service is: tables of what is refused, and why."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.platform.types.node import Node
from generator.platform.violation import Violation

Refusals = Mapping[str, Mapping[str, str]]
"""By the path of a field, and by what the thing is: why the field means nothing there."""


def misfits(node: Node, what: str, refusals: Refusals) -> Iterator[Violation]:
    """Yield every field of a node that is given, and that the table refuses for what the node is."""
    for path, by_kind in refusals.items():
        reason = by_kind.get(what)
        if reason is None:
            continue
        owner, attribute = _owner(node, path)
        if owner is not None and given(getattr(owner, attribute)):
            yield Violation(owner, attribute, f"{reason}; leave {owner.key(attribute)} out")


def given(value: Any) -> bool:
    """Whether a field has a value that is not its being left out: false, nothing and empty are not."""
    if isinstance(value, Node):
        return any(given(getattr(value, field)) for field in value.__struct_fields__)
    return value not in (None, False, (), {}, "")


def _owner(node: Node, path: str) -> tuple[Node | None, str]:
    *parents, attribute = path.split(".")
    owner: Node | None = node
    for parent in parents:
        owner = getattr(owner, parent) if owner is not None else None
    return owner, attribute
