"""What the terms of a node class select: subnets and security groups, by their tags or ids."""

from collections.abc import Iterator
from typing import Any

from tests.reachability.root import UnknownError, identity
from tests.reachability.world import Root

Term = dict[str, Any]


def subnets_of(terms: list[Term], root: Root) -> list[str]:
    """The addresses of the subnets; raises UnknownError where there are none."""
    return _some(terms, dict.fromkeys(name for term in terms for name in _subnets(term, root)))


def groups_of(terms: list[Term], root: Root) -> tuple[str, ...]:
    """The security groups; raises UnknownError where there are none."""
    return tuple(_some(terms, dict.fromkeys(name for term in terms for name in _groups(term, root))))


def _some(terms: list[Term], found: dict[str, None]) -> list[str]:
    if not found:
        raise UnknownError(f"what {terms} select")
    return list(found)


def _subnets(term: Term, root: Root) -> Iterator[str]:
    if term.keys() != {"tags"}:
        raise UnknownError(f"the term {term}")
    for subnet in root.of_kind("aws_subnet"):
        if term["tags"].items() <= subnet.body["tags"].items():
            yield subnet.address


def _groups(term: Term, root: Root) -> Iterator[str]:
    if term.keys() == {"id"}:
        yield term["id"]
    elif term.keys() == {"tags"}:
        yield from _tagged(term["tags"], root)
    else:
        raise UnknownError(f"the term {term}")


def _tagged(tags: dict[str, str], root: Root) -> Iterator[str]:
    """Security groups by a single tag, which a resource of its own gives them."""
    ((key, value),) = tags.items()
    for tag in root.of_kind("aws_ec2_tag"):
        if (tag.body["key"], tag.body["value"]) == (key, value):
            yield identity(tag.body["resource_id"])
