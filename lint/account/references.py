"""What platform.yaml names that is somebody else's: every string of a shape, wherever the language takes one."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

_FREE = {"env", "tags", "labels", "args", "command"}
"""Fields whose text is not ours to understand."""


class Reference(NamedTuple):
    """A string, and the node and field that it is the value of."""

    node: Node
    field: tuple[str | int, ...]
    value: str

    def violation(self, message: str) -> Violation:
        """What is wrong with it."""
        return Violation(self.node, self.field, message)


class Arn(NamedTuple):
    """The parts of an ARN.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """

    service: str
    region: str
    account: str
    resource: str

    @property
    def name(self) -> str:
        """What follows the last slash."""
        return self.resource.rpartition("/")[2]


def arn(text: str) -> Arn:
    """An ARN in its parts."""
    _, _, service, region, account, resource = text.split(":", 5)
    return Arn(service, region, account, resource)


def references(platform: Platform, pattern: str) -> list[Reference]:
    """Every string that is a pattern as a whole; one with wildcards, as policies have them, names nothing."""
    compiled = _compiled(pattern)
    return [each for each in _strings(platform) if compiled.fullmatch(each.value)]


def own_arns(platform: Platform, service: str, resource: str) -> list[tuple[Reference, Arn]]:
    """Every ARN of a kind of resource of the platform's account; one of another account cannot be asked for."""
    pattern = rf"arn:aws(-[a-z]+)*:{service}:[a-z0-9-]*:{platform.account}:{resource}"
    return [(each, arn(each.value)) for each in references(platform, pattern)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=8)
def _strings(platform: Platform) -> tuple[Reference, ...]:
    return tuple(_of_node(platform))


def _of_node(node: Node) -> Iterator[Reference]:
    for attribute in node.__struct_fields__:
        if attribute not in _FREE:
            yield from _of_value(node, (attribute,), getattr(node, attribute))


def _of_value(node: Node, field: tuple[str | int, ...], value: object) -> Iterator[Reference]:
    if isinstance(value, str):
        yield Reference(node, field, value)
    elif isinstance(value, Node):
        yield from _of_node(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _of_value(node, (*field, key), item)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _of_value(node, (*field, index), item)
