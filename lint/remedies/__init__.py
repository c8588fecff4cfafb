"""Fixes that several rules share: what can be worked out, and never what somebody has to decide."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from math import ceil

from generator.platform.capacity import asked, nodes_room
from generator.platform.fleets import Fleet
from generator.platform.gitops.flux_kubernetes import tested_with
from generator.platform.nodes.ami import kind_for
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.types.workload import Autoscaling
from generator.platform.violation import REMOVED, Fix


def left_out(field: str, items: Sequence[str], gone: Collection[str]) -> Fix:
    """A list of the violation's node without some of its items."""
    there = [index for index, item in enumerate(items) if item in gone]
    if len(there) == 1:
        return Fix(REMOVED, field=(field, there[0]))
    return Fix([item for item in items if item not in gone], field=field)


def added(field: str, items: Sequence[str], more: Sequence[str], *, safe: bool = False) -> Fix:
    """A list of the violation's node that is given in the file, with some items more."""
    if len(more) == 1:
        return Fix(more[0], safe, (field, len(items)))
    return Fix([*items, *more], safe, field)


def at_least(service: Service, pods: int) -> Fix:
    """A service that runs so many pods, or never fewer where their number is not fixed."""
    if isinstance(service.replicas, Autoscaling):
        return Fix(pods, field="min", node=service.replicas)
    return Fix(pods, field="replicas", node=service)


def next_of(values: Iterator[int]) -> Fix | None:
    """The next of some values, so that no two violations get the same."""
    value = next(values, None)
    return None if value is None else Fix(value)


def only_tier(tiers: Collection[str]) -> Fix | None:
    """The tier that is right, where there is one alone."""
    return Fix(next(iter(tiers))) if len(tiers) == 1 else None


def private_tier(platform: Platform) -> Fix | None:
    """The private tier of the region that pods do not have to themselves, where there is one alone."""
    for_pods = {platform.cni.pod_subnets, *platform.cni.extra_pod_subnets}
    regional = ((name, tier) for name, tier in platform.subnets.items() if tier.local_zone is None)
    return only_tier([name for name, tier in regional if tier.kind == "private" and name not in for_pods])


def fitting_image(group: NodeGroup) -> Fix | None:
    """The kind of Amazon's image that is made for the instance types of a group; None where they differ."""
    types = [instance_type(name) for name in group.instance_types]
    known = [each for each in types if each]
    shared = set.intersection(*(set(each.architectures) for each in known)) if known else set()
    made_for = {each.accelerator for each in known}
    if len(known) < len(types) or len(made_for) > 1 or len(shared) != 1 or group.image_id is not None:
        return None
    kind = kind_for(group.ami, shared.pop(), made_for.pop())
    return Fix(kind, field="ami", node=group) if kind else None


def more_at_start(fleets: Iterable[Fleet], more: int) -> Fix | None:
    """The first node group with so many nodes more to begin with."""
    groups = (fleet.node for fleet in fleets if isinstance(fleet.node, NodeGroup))
    first = next(groups, None)
    return Fix(first.scaling.min + more, field="min", node=first.scaling) if first else None


def room_for(platform: Platform, fleets: Sequence[Fleet], services: Collection[Service]) -> Fix | None:
    """The greatest number of nodes with which services have room when a zone is lost, of one node group in several."""
    group, zones = fleets[0].node, len(fleets[0].zones)
    each = nodes_room(platform, [fleet._replace(max=1) for fleet in fleets])
    if len(fleets) > 1 or zones < 2 or not isinstance(group, NodeGroup) or not (each and each.cpu and each.memory):
        return None
    want = asked(platform, services)
    nodes = max(ceil(want.cpu / each.cpu), ceil(want.memory / each.memory))
    return Fix(ceil(nodes * zones / (zones - 1)), field="max", node=group.scaling)


def newer_flux(platform: Platform, least: int) -> Fix | None:
    """Flux 2.`least` or newer, of a version that is tested with the cluster's Kubernetes."""
    version = tested_with(platform.cluster.version, least)
    return Fix(version, field="version", node=platform.gitops.flux) if version else None


def by_pod_identity(platform: Platform, mechanism: str) -> Fix | None:
    """EKS Pod Identity in the place of the mechanism that all roles have."""
    return Fix("podIdentity", field="mechanism", node=platform.iam) if platform.iam.mechanism == mechanism else None
