"""Who reaches the Kubernetes API inside the VPC without being a node."""

from collections.abc import Iterator

from generator.platform.network.remote import remote_cidrs
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, resource
from generator.render.terraform.network.vpc import own_group


def blocks(platform: Platform) -> Iterator[Block]:
    """A group for the control plane's interfaces alone: a rule of the cluster's own would open the nodes too."""
    yield from security_groups(platform)
    for cidr in _cidrs(platform):
        name = cidr.replace(".", "-").replace("/", "_")
        yield resource(
            "aws_vpc_security_group_ingress_rule",
            f"control-plane-{name}",
            security_group_id=_group(platform).ref("id"),
            description=f"The Kubernetes API from {cidr}",
            cidr_ipv4=cidr,
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
        )


def security_groups(platform: Platform) -> list[Block]:
    """The group of ours, where somebody is to be let in."""
    return [_group(platform)] if _cidrs(platform) else []


def _group(platform: Platform) -> Block:
    return own_group(platform, "control-plane", "Who reaches the Kubernetes API from other networks")


def _cidrs(platform: Platform) -> list[str]:
    """Those that are named, and hybrid nodes with their pods.

    https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html
    """
    hybrid = (cidr for _, _, cidr in remote_cidrs(platform))
    return sorted({*platform.cluster.endpoint.private_cidrs, *hybrid})
