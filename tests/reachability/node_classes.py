"""Nodes that Karpenter makes: in the subnets, and with the security groups, that an EC2NodeClass selects.

https://karpenter.sh/docs/concepts/nodeclasses/
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from tests.reachability.root import UnknownError, identity
from tests.reachability.world import Interface, Root, World

Term = dict[str, Any]


class NodeClass(NamedTuple):
    name: str
    subnets: list[Term]
    groups: list[Term]


def of(files: dict[str, bytes]) -> list[NodeClass]:
    """Every EC2NodeClass."""
    found = [yaml.safe_load(content) for path, content in files.items() if "/ec2-node-class" in path]
    return [_class(item["metadata"]["name"], item["spec"]) for item in found]


def _class(name: str, spec: dict[str, Any]) -> NodeClass:
    return NodeClass(name, spec["subnetSelectorTerms"], spec["securityGroupSelectorTerms"])


def place(classes: list[NodeClass], root: Root, world: World) -> None:
    """Add a node in each subnet that a class selects."""
    for one in classes:
        groups = tuple(_groups(one, root))
        subnets = [name for term in one.subnets for name in _subnets(term, root)]
        if not groups or not subnets:
            raise UnknownError(f"the subnets or security groups of the EC2NodeClass {one.name}")
        for name in dict.fromkeys(subnets):
            public = world.subnets[name].public_addresses
            world.nodes.append(Interface(f"node of {one.name} in {name}", name, groups, public))


def _subnets(term: Term, root: Root) -> Iterator[str]:
    if term.keys() != {"tags"}:
        raise UnknownError(f"the term {term}")
    for subnet in root.of_kind("aws_subnet"):
        if term["tags"].items() <= subnet.body["tags"].items():
            yield subnet.address


def _groups(one: NodeClass, root: Root) -> Iterator[str]:
    for term in one.groups:
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
