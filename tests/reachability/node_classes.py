"""Nodes that Karpenter makes: in the subnets, and with the security groups, that an EC2NodeClass selects.

https://karpenter.sh/docs/concepts/nodeclasses/
"""

from typing import Any, NamedTuple

import yaml

from tests.reachability.terms import Term, groups_of, subnets_of
from tests.reachability.world import Interface, Root, World


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
        groups = groups_of(one.groups, root)
        for name in subnets_of(one.subnets, root):
            public = world.subnets[name].public_addresses
            world.nodes.append(Interface(f"node of {one.name} in {name}", name, groups, public))
