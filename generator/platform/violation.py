"""What is wrong with a platform, and where: the value that checks and rules yield."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.platform.types.node import Node, Place

REMOVED = object()
"""The value of a key that is taken out."""


class Fix(NamedTuple):
    """What mends a violation: a value for its field, or for another one (of another node); REMOVED takes it out.

    It is safe where nothing that runs is replaced, stopped or cut off by it.
    """

    value: Any
    safe: bool = False
    field: str | tuple[str | int, ...] | None = None
    node: Node | None = None


class Edit(NamedTuple):
    """A fix at its place in a platform; a place that is not there yet is made.

    What is no value is a `comment`: the characters of the text, from one up to another, that are taken out.
    """

    place: Place
    value: Any
    safe: bool
    comment: tuple[int, int] | None = None


class Violation(NamedTuple):
    """A fault of `node`: of one of its fields by attribute name, or of a key below that field."""

    node: Node
    field: str | tuple[str | int, ...]
    message: str
    fix: Fix | None = None

    def below(self, place: Place) -> Place:
        """The fault's place, given the node's own; raises ValueError for a field that the node lacks."""
        if not self.field:
            return place
        attribute, *keys = (self.field,) if isinstance(self.field, str) else self.field
        return (*place, self.node.key(str(attribute)), *keys)

    def edit(self, where: dict[int, Place]) -> Edit | None:
        """Its fix at its place, given the places of all nodes by their identity."""
        if self.fix is None:
            return None
        value, safe, field, node = self.fix
        fixed = Violation(node or self.node, self.field if field is None else field, "")
        return Edit(fixed.below(where[id(fixed.node)]), value, safe)


def places(node: Node, place: Place = ()) -> Iterator[tuple[int, Place]]:
    """The identity and place of a node and of all nodes below it."""
    yield id(node), place
    for attribute, key in zip(node.__struct_fields__, node.__struct_encode_fields__, strict=True):
        yield from _inside(getattr(node, attribute), (*place, key))


def _inside(value: object, place: Place) -> Iterator[tuple[int, Place]]:
    if isinstance(value, Node):
        yield from places(value, place)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, (*place, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _inside(item, (*place, index))
