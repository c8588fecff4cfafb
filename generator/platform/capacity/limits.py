"""What runs out, and at how many nodes or pods."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple, cast

from msgspec.structs import replace

from generator.platform.allocatable import group_allocatable
from generator.platform.capacity.demand import Demand, demands
from generator.platform.capacity.footprint import room
from generator.platform.capacity.moments import Moment, moments
from generator.platform.placement import pod_tiers
from generator.platform.quantities import millicores, size
from generator.platform.replicas import most
from generator.platform.types.platform import Platform

MOST = 2**17
"""Nodes of a group: more than the largest VPC has addresses."""


class Limit(NamedTuple):
    """How far something lasts.

    `what` runs out is a subnet, or "pods", "CPU" or "memory" of all nodes; it lasts for `at` nodes of the group `of`,
    pods (in the proportion in which the services are declared) or addresses, and `planned` are to come. `moment` is
    when.
    """

    what: str
    kind: Literal["addresses", "prefixes", "pods", "cpu", "memory"]
    unit: Literal["nodes", "pods", "addresses"]
    of: str
    at: int
    planned: int
    moment: Moment

    @property
    def short(self) -> bool:
        """Whether it runs out before what is planned."""
        return self.at < self.planned

    @property
    def factor(self) -> float:
        """How many times what is planned it lasts for."""
        return self.at / self.planned if self.planned else float("inf")


def limits(platform: Platform) -> list[Limit]:
    """Everything that can run out, the first to do so first; of a tier, the subnet that is first."""
    found = [*_subnets(platform), *_fixed(platform), *_workloads(platform)]
    return sorted(found, key=lambda limit: (limit.factor, limit.what, limit.of))


def _subnets(platform: Platform) -> Iterator[Limit]:
    """Every node group grown alone, the others at their largest; of the moments, the one at which it is first."""
    for name, group in sorted(platform.nodes.groups.items()):
        for tier in sorted({group.subnets, *pod_tiers(platform, group)}):
            found = (_grown(platform, name, tier, moment) for moment in moments(platform)[1:])
            first = min((limit for limit in found if limit), key=lambda limit: limit.at, default=None)
            if first is not None:
                yield first


def _grown(platform: Platform, name: str, tier: str, moment: Moment) -> Limit | None:
    """The most nodes of a group for which a tier lasts, found by halving; None where that is beyond all reason."""
    at, beyond = 0, 64
    while _first_short(platform, name, tier, moment, beyond) is None:
        if beyond >= MOST:
            return None
        at, beyond = beyond, beyond * 4
    while beyond - at > 1:
        middle = (at + beyond) // 2
        if _first_short(platform, name, tier, moment, middle) is None:
            at = middle
        else:
            beyond = middle
    short = cast(Demand, _first_short(platform, name, tier, moment, beyond))
    planned = platform.nodes.groups[name].scaling.max
    kind: Literal["addresses", "prefixes"] = "addresses" if short.free < 0 else "prefixes"
    return Limit(short.subnet.name, kind, "nodes", name, at, planned, moment)


def _first_short(platform: Platform, name: str, tier: str, moment: Moment, nodes: int) -> Demand | None:
    """The first subnet of a tier that is too small when a group has that many nodes."""
    group = platform.nodes.groups[name]
    grown = replace(group, scaling=replace(group.scaling, max=nodes))
    found = demands(platform, moment, {**platform.nodes.groups, name: grown})
    return next((demand for demand in found if demand.subnet.tier == tier and not demand.fits), None)


def _fixed(platform: Platform) -> Iterator[Limit]:
    """Subnets that are too small for what does not grow with the nodes."""
    for demand in demands(platform, "full"):
        if not demand.nodes + demand.pods and not demand.fits:
            usable, total = demand.subnet.usable, demand.total
            yield Limit(demand.subnet.name, "addresses", "addresses", "", usable, total, "full")


def _workloads(platform: Platform) -> Iterator[Limit]:
    """Pods, CPU and memory of all nodes at full scale, against the services at their most."""
    pods = sum(map(most, platform.services.values()))
    have = nodes_room(platform)
    if have is None:
        return
    yield Limit("pods", "pods", "pods", "", have.pods, pods, "full")
    asked = _asked(platform)
    if asked.cpu:
        yield Limit("CPU", "cpu", "pods", "", int(have.cpu * pods / asked.cpu), pods, "full")
    if asked.memory:
        yield Limit("memory", "memory", "pods", "", int(have.memory * pods / asked.memory), pods, "full")


class Room(NamedTuple):
    """Pods, thousandths of a CPU and bytes of memory."""

    pods: int
    cpu: Decimal
    memory: Decimal


def nodes_room(platform: Platform) -> Room | None:
    """What all nodes at full scale have for pods, the smallest type of each group counted; None for unknown types."""
    pods, cpu, memory = 0, Decimal(0), Decimal(0)
    for group in platform.nodes.groups.values():
        nodes = group_allocatable(platform, group)
        if len(nodes) < len(group.instance_types):
            return None
        pods += group.scaling.max * room(platform, group)
        cpu += group.scaling.max * min(each.cpu for each in nodes)
        memory += group.scaling.max * min(each.memory for each in nodes)
    return Room(pods, max(cpu, Decimal(0)), max(memory, Decimal(0)))


def _asked(platform: Platform) -> Room:
    cpu = memory = Decimal(0)
    for service in platform.services.values():
        cpu += millicores(service.resources.cpu) * most(service)
        memory += size(service.resources.memory) * most(service)
    return Room(0, cpu, memory)
