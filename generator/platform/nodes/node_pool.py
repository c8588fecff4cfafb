"""What a pool of Karpenter or of Auto Mode asks of its nodes, and which instance types have it.

https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecrequirements
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import ceil, floor
from typing import Literal, NamedTuple

from generator.platform.network.addresses import subnet_zone, tier_subnets
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.auto_mode import auto_pools, makes
from generator.platform.nodes.instance_types import InstanceType, instance_type, instance_types
from generator.platform.services.quantities import MIB, size
from generator.platform.types.karpenter_instances import CpuRange, GenerationRange
from generator.platform.types.karpenter_pool import NodePool
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.types.pool import Pool

TYPE, ARCHITECTURE = "node.kubernetes.io/instance-type", "kubernetes.io/arch"
CAPACITY = "karpenter.sh/capacity-type"
ZONE = "topology.kubernetes.io/zone"

ARCHITECTURES = {"x86_64": "amd64", "arm64": "arm64"}
_NAME = re.compile(r"(?P<category>[a-z]+)(-[0-9]+tb)?(?P<generation>[0-9]+)[^.]*\.")


class Requirement(NamedTuple):
    """What a label of a node must be."""

    key: str
    operator: Literal["In", "NotIn", "Gt", "Lt", "Exists"]
    values: tuple[str, ...] = ()
    min_values: int | None = None


def pools(platform: Platform) -> dict[str, NodePool]:
    """The pools by name, sorted; none without Karpenter."""
    karpenter = platform.nodes.karpenter
    return dict(sorted(karpenter.pools.items())) if karpenter else {}


def every_pool(platform: Platform) -> list[tuple[str, Pool]]:
    """The pools of Karpenter and of Auto Mode, with their names."""
    return [*pools(platform).items(), *auto_pools(platform).items()]


def groups_and_pools(platform: Platform) -> list[tuple[str, NodeGroup | Pool]]:
    """Everything with nodes whose place and instance types the user says."""
    return [*platform.nodes.groups.items(), *every_pool(platform)]


def configured_nodes(platform: Platform) -> list[tuple[str, NodeGroup | NodePool]]:
    """Everything with nodes whose disk and metadata service are ours, and not Auto Mode's."""
    return [*platform.nodes.groups.items(), *pools(platform).items()]


def requirements(platform: Platform, pool: Pool) -> list[Requirement]:
    """Everything that a pool's nodes must be, by key."""
    return sorted(_requirements(platform, pool), key=lambda one: (one.key, one.operator))


def _requirements(platform: Platform, pool: Pool) -> Iterator[Requirement]:
    bought = {"onDemand": "on-demand"}
    yield Requirement(CAPACITY, "In", tuple(sorted({bought.get(way, way) for way in pool.capacity})))
    if isinstance(pool, NodePool):
        yield Requirement("kubernetes.io/os", "In", ("linux",))
    if pool.zones is not None:
        yield Requirement(ZONE, "In", tuple(_zone_names(platform, pool, pool.zones)))
    yield from _listed(pool)
    domain = pool.label_domain
    yield from _bounds(f"{domain}/instance-generation", pool.generation)
    yield from _bounds(f"{domain}/instance-cpu", pool.cpus)
    if pool.memory.min is not None:
        yield Requirement(f"{domain}/instance-memory", "Gt", (str(ceil(size(pool.memory.min) / MIB) - 1),))
    if pool.memory.max is not None:
        yield Requirement(f"{domain}/instance-memory", "Lt", (str(floor(size(pool.memory.max) / MIB) + 1),))
    if (platform.cni.mode == "prefixDelegation" or is_ipv6(platform)) and isinstance(pool, NodePool):
        # Older instances take no prefixes: there is no number of pods that is right for both.
        yield Requirement(f"{domain}/instance-hypervisor", "NotIn", ("xen",))
    if pool.min_instance_types is not None:
        yield Requirement(TYPE, "Exists", (), pool.min_instance_types)


def _zone_names(platform: Platform, pool: Pool, zones: Sequence[str]) -> list[str]:
    """The full names of the zones of a pool's subnets."""
    return [subnet_zone(platform, each) for each in tier_subnets(platform, pool.subnets) if each.zone in zones]


def _listed(pool: Pool) -> Iterator[Requirement]:
    out, domain = pool.exclude, pool.label_domain
    for key, wanted, unwanted in (
        (ARCHITECTURE, pool.architectures, ()),
        (f"{domain}/instance-category", pool.instance_categories, out.instance_categories),
        (f"{domain}/instance-family", pool.instance_families, out.instance_families),
        (f"{domain}/instance-size", pool.instance_sizes, out.instance_sizes),
        (TYPE, pool.instance_types, out.instance_types),
    ):
        if wanted:
            yield Requirement(key, "In", tuple(sorted(set(wanted))))
        if unwanted:
            yield Requirement(key, "NotIn", tuple(sorted(set(unwanted))))


def _bounds(key: str, between: CpuRange | GenerationRange) -> Iterator[Requirement]:
    if between.min is not None:
        yield Requirement(key, "Gt", (str(between.min - 1),))
    if between.max is not None:
        yield Requirement(key, "Lt", (str(between.max + 1),))


@lru_cache(maxsize=64)
def matching(platform: Platform, pool: Pool) -> tuple[str, ...]:
    """The instance types of our table that Karpenter may choose for a pool, sorted; a region may not have all of them.

    Bare metal and accelerators are chosen only where nothing else is left.
    https://karpenter.sh/docs/concepts/scheduling/#selecting-nodes
    """
    asked = requirements(platform, pool)
    types = instance_types()
    found = {name: types[name] for name, labels in _labelled(pool.label_domain).items() if _admitted(asked, labels)}
    plain = [name for name, type_ in found.items() if type_.hypervisor != "metal" and type_.accelerator is None]
    return tuple(sorted(plain if plain and pool.min_instance_types is None else found))


@cache
def _labelled(domain: str) -> dict[str, dict[str, str]]:
    """The labels of every type that Karpenter, or Auto Mode, can use."""
    every = instance_types().items()
    usable = every if domain == NodePool.label_domain else [each for each in every if makes(*each)]
    found = {name: _labels(domain, name, type_) for name, type_ in usable}
    return {name: labels for name, labels in found.items() if labels}


def _admitted(asked: list[Requirement], labels: dict[str, str]) -> bool:
    return all(_admits(one, labels[one.key]) for one in asked if one.key in labels)


def _admits(asked: Requirement, value: str) -> bool:
    match asked.operator:
        case "In":
            return value in asked.values
        case "NotIn":
            return value not in asked.values
        case "Gt":
            return int(value) > int(asked.values[0])
        case "Lt":
            return int(value) < int(asked.values[0])
        case _:
            return True


def _labels(domain: str, name: str, type_: InstanceType) -> dict[str, str]:
    """The labels that Karpenter gives an instance type, of those that a pool may ask for; none for one it cannot use.

    https://karpenter.sh/docs/reference/instance-types/
    """
    parts = _NAME.match(name)
    architecture = next((ARCHITECTURES[each] for each in type_.architectures if each in ARCHITECTURES), None)
    if parts is None or architecture is None:
        return {}
    family, _, of_size = name.partition(".")
    return {
        TYPE: name,
        ARCHITECTURE: architecture,
        f"{domain}/instance-category": parts["category"],
        f"{domain}/instance-generation": parts["generation"],
        f"{domain}/instance-family": family,
        f"{domain}/instance-size": of_size,
        f"{domain}/instance-cpu": str(type_.vcpus),
        f"{domain}/instance-memory": str(type_.memory_mib),
        f"{domain}/instance-hypervisor": type_.hypervisor,
    }


def architectures(platform: Platform, pool: Pool) -> set[str]:
    """The architectures that a pool's nodes may have, in Kubernetes' words."""
    known = [type_ for type_ in map(instance_type, matching(platform, pool)) if type_]
    return {ARCHITECTURES[each] for type_ in known for each in type_.architectures if each in ARCHITECTURES}
