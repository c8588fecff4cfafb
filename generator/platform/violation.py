"""What is wrong with a platform, and where: the value that checks and rules yield."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.types.node import Node, Place


class Violation(NamedTuple):
    """A fault of `node`: of one of its fields by attribute name, or of a key below that field."""

    node: Node
    field: str | tuple[str | int, ...]
    message: str

    def below(self, place: Place) -> Place:
        """The fault's place, given the node's own; raises ValueError for a field that the node lacks."""
        if not self.field:
            return place
        attribute, *keys = (self.field,) if isinstance(self.field, str) else self.field
        return (*place, self.node.key(str(attribute)), *keys)


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
