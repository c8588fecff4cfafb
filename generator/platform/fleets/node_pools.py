"""The pools of Karpenter, and of Auto Mode: how many nodes there may be at worst, and of which type."""

from collections.abc import Iterator
from functools import lru_cache
from math import ceil

from generator.platform.capacity.footprint import footprint
from generator.platform.fleets.fleet import Fleet
from generator.platform.network.addresses import tier_zones
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.instance_types import InstanceType, instance_type
from generator.platform.nodes.max_pods import HOST_NETWORK, auto_mode_cni, auto_mode_max_pods, capped, counted, formula
from generator.platform.nodes.node_pool import every_pool, matching
from generator.platform.nodes.pool_limits import is_bounded, most_nodes
from generator.platform.types.cni import Cni
from generator.platform.types.karpenter_disruption import Budget
from generator.platform.types.karpenter_pool import NodePool
from generator.platform.types.kubelet import Kubelet
from generator.platform.types.platform import Platform
from generator.platform.types.pool import Pool

DEFAULT_BUDGET = Budget(nodes="10%")
"""https://karpenter.sh/docs/concepts/disruption/#nodepool-disruption-budgets"""


def fleets(platform: Platform) -> Iterator[Fleet]:
    """Yield a fleet for every entry of nodes.karpenter.pools and of nodes.autoMode.pools."""
    for name, pool in every_pool(platform):
        yield _fleet(platform, name, pool)


def _fleet(platform: Platform, name: str, pool: Pool) -> Fleet:
    types = {each: type_ for each in matching(platform, pool) if (type_ := instance_type(each))}
    usable = {each: type_ for each, type_ in types.items() if most_nodes(pool, type_) != 0} or types
    worst = worst_type(platform, pool, usable)
    most = [most_nodes(pool, type_) or 0 for type_ in usable.values()]
    count = (most_nodes(pool, usable[worst]) or 0) if worst else 0
    return Fleet(
        "Karpenter pool" if isinstance(pool, NodePool) else "Auto Mode pool",
        name,
        pool,
        (worst,) if worst else (),
        pool.subnets,
        tuple(sorted(pool.zones or tier_zones(platform, pool.subnets))),
        pool.replicas or 0,
        count,
        disrupted_at_once(pool, count),
        0,
        node_max_pods(platform, pool, usable[worst]) if worst else None,
        tuple(sorted(pool.labels.items())),
        tuple(sorted(pool.taints.items())),
        kubelet=_kubelet(pool) if isinstance(pool, NodePool) else None,
        choices=tuple(usable),
        said=in_words(pool),
        most_nodes=max(most, default=0),
        bounded=is_bounded(pool),
        note=_note(pool, worst, len(usable), count, max(most, default=0)),
    )


def _kubelet(pool: NodePool) -> Kubelet:
    given = pool.kubelet
    return Kubelet(
        kube_reserved=given.kube_reserved, system_reserved=given.system_reserved, eviction_hard=given.eviction_hard
    )


def _note(pool: Pool, worst: str | None, types: int, nodes: int, most: int) -> str:
    """Where the worst case is from."""
    if worst is None or pool.replicas is not None:
        return ""
    limits = pool.limits
    said = [f"{limits.cpu} vCPUs"] if limits.cpu is not None else []
    said += [limits.memory] if limits.memory is not None else []
    said += [f"{limits.nodes} nodes"] if limits.nodes is not None else []
    if not said:
        return "without limits it grows until its subnets are full"
    smaller = f", and up to {most} smaller ones" if most > nodes else ""
    which = f"of the {types} types that match, these take most addresses" if types > 1 else "the only type that matches"
    return f"limits of {' and '.join(said)} are {nodes} {worst} at worst ({which}){smaller}"


def worst_type(platform: Platform, pool: Pool, types: dict[str, InstanceType]) -> str | None:
    """The type of which as many nodes as the limits allow take the most addresses, with the least memory of such."""

    def greed(name: str) -> tuple[float, int, str]:
        type_ = types[name]
        pods = node_max_pods(platform, pool, type_)
        room = max(pods - HOST_NETWORK, 0)
        taken = 1 if is_ipv6(platform) else footprint(type_, pool_cni(platform, pool), room, pods).addresses
        nodes = most_nodes(pool, type_)
        return taken * (1 / type_.vcpus if nodes is None else nodes), -type_.memory_mib, name

    return max(types, key=greed, default=None)


def pool_cni(platform: Platform, pool: Pool) -> Cni:
    """The CNI of a pool's nodes."""
    return counted(platform) if isinstance(pool, NodePool) else auto_mode_cni(platform)


def node_max_pods(platform: Platform, pool: Pool, type_: InstanceType) -> int:
    """How many pods a node of a type takes: as given, as Karpenter works it out, or the number that we tell it."""
    if not isinstance(pool, NodePool):
        return auto_mode_max_pods(type_, pool_cni(platform, pool))
    fixed = fixed_max_pods(platform, pool)
    pods = formula(type_, counted(platform)) if fixed is None else fixed
    per_core = pool.kubelet.pods_per_core
    return pods if per_core is None else min(pods, per_core * type_.vcpus)


@lru_cache(maxsize=64)
def fixed_max_pods(platform: Platform, pool: NodePool) -> int | None:
    """The max-pods that all types of a pool are told; None where Karpenter works out each type's own.

    It knows the interfaces of each type, but neither prefixes nor MAX_ENI: what is right for all types is the fewest.
    https://karpenter.sh/docs/concepts/nodeclasses/#max-pods
    """
    if pool.max_pods != "auto":
        return pool.max_pods
    cni = counted(platform)
    if cni.mode == "secondaryIp" and cni.settings.max_eni is None:
        return None
    known = [type_ for type_ in map(instance_type, matching(platform, pool)) if type_]
    return min((capped(type_, cni) for type_ in known), default=None)


def disrupted_at_once(pool: Pool, nodes: int) -> int:
    """The most nodes that are replaced at once, of so many; a budget with a schedule does not always hold."""
    budgets = pool.disruption.budgets or (DEFAULT_BUDGET,)
    always = [each for each in budgets if each.schedule is None and "Drifted" in (each.reasons or ("Drifted",))]
    return min((_share(each, nodes) for each in always), default=nodes)


def _share(budget: Budget, nodes: int) -> int:
    if isinstance(budget.nodes, int):
        return min(budget.nodes, nodes)
    return ceil(nodes * int(budget.nodes.removesuffix("%")) / 100)


def in_words(pool: Pool) -> str:
    """The instance types of a pool in words."""
    listed = (pool.instance_categories, pool.instance_families, pool.instance_sizes, pool.instance_types)
    parts = [" ".join(each) for each in (*listed, pool.architectures) if each]
    return ", ".join(parts) or "any type"
