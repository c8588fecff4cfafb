"""The EKS control plane, its keys, logs and ways in."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import (
    access,
    hybrid_nodes,
    keys,
    logs,
    node_ports,
    pod_security_groups,
    private_endpoint,
)
from generator.render.terraform.cluster.control_plane import cluster, cluster_policies, cluster_role, security_group
from generator.render.terraform.cluster.logs import log_group

__all__ = ["blocks", "cluster", "log_group", "security_group"]


def blocks(platform: Platform) -> Iterator[Block]:
    """The cluster and all that belongs to it alone."""
    yield from logs.blocks(platform)
    yield cluster_role(platform)
    yield from cluster_policies(platform)
    yield from keys.secrets_key(platform)
    yield from private_endpoint.blocks(platform)
    yield cluster(platform)
    yield from pod_security_groups.blocks(platform)
    yield from access.blocks(platform)
    yield from hybrid_nodes.blocks(platform)
    yield from node_ports.blocks(platform)
