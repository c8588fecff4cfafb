"""lint.parameters: the numbers of rules that no source prescribes, or that sources leave to you."""

from typing import Annotated

from msgspec import Meta

from generator.platform.types.node import Node, says

Percent = Annotated[int, Meta(ge=1, le=99)]
Count = Annotated[int, Meta(ge=1, le=1000)]


class Parameters(Node, frozen=True):
    """Numbers of rules."""

    administrators: Annotated[Count, says("The most entries with ClusterAdmin (too-many-admins).")] = 2
    api_prefix: Annotated[
        Annotated[int, Meta(ge=1, le=32)], says("The widest IPv4 CIDR that may reach the API (wide-public-cidr).")
    ] = 24
    days_before_end: Annotated[
        Annotated[int, Meta(ge=1, le=366)], says("Days before the end of a version's support (version-ends-soon).")
    ] = 60
    retention_days: Annotated[
        Annotated[int, Meta(ge=1, le=3653)],
        says("The fewest days that logs of the control plane and of flows are kept (short-retention)."),
    ] = 90
    subnet_headroom: Annotated[Percent, says("Percent of a subnet that stay free at full scale (subnet-headroom).")] = (
        20
    )
    warm_pool: Annotated[Percent, says("The most percent of a subnet that may be idle (warm-pool-waste).")] = 30
    warm_ip_nodes: Annotated[
        Annotated[int, Meta(ge=1, le=100_000)], says("The most nodes with warm.ips (warm-ip-large-cluster).")
    ] = 100
    spot_types: Annotated[Count, says("The fewest types of a node group on Spot (spot-few-types).")] = 3
    pool_spot_types: Annotated[Count, says("The fewest types of a pool on Spot (few-spot-types).")] = 15
    services_per_namespace: Annotated[
        Annotated[int, Meta(ge=1, le=5000)], says("The most Services of a namespace (crowded-namespace).")
    ] = 500
    node_groups: Annotated[Count, says("The quota of managed node groups (too-many-node-groups).")] = 30
