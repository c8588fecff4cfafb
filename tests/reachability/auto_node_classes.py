"""Nodes of Auto Mode, and their pods: in the subnets, and with the security groups, that a NodeClass selects.

https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
"""

from typing import Any, NamedTuple

import yaml

from tests.reachability.terms import groups_of, subnets_of
from tests.reachability.world import Interface, Pod, Root, World


class AutoNodeClass(NamedTuple):
    name: str
    spec: dict[str, Any]


def of(files: dict[str, bytes]) -> list[AutoNodeClass]:
    """Every NodeClass."""
    found = [yaml.safe_load(content) for path, content in files.items() if "/node-class" in path]
    return [AutoNodeClass(item["metadata"]["name"], item["spec"]) for item in found]


def place(classes: list[AutoNodeClass], root: Root, world: World) -> None:
    """Add a node in each subnet that a class selects, and a pod in each that its pods may have."""
    for one in classes:
        groups = groups_of(one.spec["securityGroupSelectorTerms"], root)
        for name in subnets_of(one.spec["subnetSelectorTerms"], root):
            public = world.subnets[name].public_addresses
            node = Interface(f"node of {one.name} in {name}", name, groups, public)
            world.nodes.append(node)
            world.pods += [_pod(one, node, subnet, root, world) for subnet in _places(one, node, root, world)]


def _places(one: AutoNodeClass, node: Interface, root: Root, world: World) -> list[str]:
    """Pods have subnets of their own in the node's zone, or the node's."""
    if "podSubnetSelectorTerms" not in one.spec:
        return [node.subnet]
    zone = world.subnets[node.subnet].zone
    return [name for name in subnets_of(one.spec["podSubnetSelectorTerms"], root) if world.subnets[name].zone == zone]


def _pod(one: AutoNodeClass, node: Interface, subnet: str, root: Root, world: World) -> Pod:
    terms = one.spec.get("podSecurityGroupSelectorTerms")
    groups = groups_of(terms, root) if terms else node.groups
    (cluster,) = world.clusters
    name = f"pod in {subnet} of {node.name}"
    own = Interface(name, subnet, groups, versions=frozenset({cluster.version}))
    return Pod(name, own, node, translated=one.spec["snatPolicy"] == "Random")
