"""What runs out, and at how many nodes or pods."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, cast

from generator.platform.capacity.demand import Demand, demands
from generator.platform.capacity.footprint import room
from generator.platform.capacity.moments import Moment, moments
from generator.platform.fleets import Fleet, fleets
from generator.platform.network.placement import pod_tiers
from generator.platform.nodes.allocatable import fleet_allocatable
from generator.platform.nodes.branch_interfaces import branch_enis, branch_pods
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.taints import open_fleets
from generator.platform.services.containers import pod_request
from generator.platform.services.replicas import most
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service

MOST = 2**17
"""Nodes of a fleet: more than the largest VPC has addresses."""


class Limit(NamedTuple):
    """How far something lasts.

    `what` runs out is a subnet, or "pods", "branch interfaces", "CPU" or "memory" of all nodes; it lasts for `at` nodes
    of the fleet `of`, pods (in the proportion in which the services are declared) or addresses, and `planned` are to
    come, None for a number without bound. `moment` is when.
    """

    what: str
    kind: Literal["addresses", "prefixes", "pods", "cpu", "memory"]
    unit: Literal["nodes", "pods", "addresses"]
    of: str
    at: int
    planned: int | None
    moment: Moment

    @property
    def short(self) -> bool:
        """Whether it runs out before what is planned."""
        return self.planned is not None and self.at < self.planned

    @property
    def factor(self) -> float:
        """How many times what is planned it lasts for."""
        return self.at / self.planned if self.planned else float("inf")


def limits(platform: Platform) -> list[Limit]:
    """Everything that can run out, the first to do so first; of a tier, the subnet that is first."""
    found = [*_subnets(platform), *_fixed(platform), *_workloads(platform)]
    return sorted(found, key=lambda limit: (limit.factor, limit.what, limit.of))


def _subnets(platform: Platform) -> Iterator[Limit]:
    """Every fleet grown alone, the others at their largest; of the moments, the one at which it is first."""
    for fleet in fleets(platform):
        for tier in sorted({fleet.subnets, *pod_tiers(platform, fleet)}):
            found = (_grown(platform, fleet, tier, moment) for moment in moments(platform)[1:])
            first = min((limit for limit in found if limit), key=lambda limit: limit.at, default=None)
            if first is not None:
                yield first


def _grown(platform: Platform, fleet: Fleet, tier: str, moment: Moment) -> Limit | None:
    """The most nodes of a fleet for which a tier lasts, found by halving; None where that is beyond all reason."""
    at, beyond = 0, 64
    while _first_short(platform, fleet, tier, moment, beyond) is None:
        if beyond >= MOST:
            return None
        at, beyond = beyond, beyond * 4
    while beyond - at > 1:
        middle = (at + beyond) // 2
        if _first_short(platform, fleet, tier, moment, middle) is None:
            at = middle
        else:
            beyond = middle
    short = cast(Demand, _first_short(platform, fleet, tier, moment, beyond))
    kind: Literal["addresses", "prefixes"] = "addresses" if short.free < 0 else "prefixes"
    return Limit(short.subnet.name, kind, "nodes", fleet.name, at, fleet.max if fleet.bounded else None, moment)


def _first_short(platform: Platform, fleet: Fleet, tier: str, moment: Moment, nodes: int) -> Demand | None:
    """The first subnet of a tier that is too small when a fleet has that many nodes."""
    grown = [each.grown(nodes) if each is fleet else each for each in fleets(platform)]
    found = demands(platform, moment, grown)
    return next((demand for demand in found if demand.subnet.tier == tier and not demand.fits), None)


def _fixed(platform: Platform) -> Iterator[Limit]:
    """Subnets that are too small for what does not grow with the nodes."""
    for demand in demands(platform, "full"):
        if not demand.nodes + demand.pods and not demand.fits:
            usable, total = demand.subnet.usable, demand.total
            yield Limit(demand.subnet.name, "addresses", "addresses", "", usable, total, "full")


def _workloads(platform: Platform) -> Iterator[Limit]:
    """Pods, CPU and memory of all nodes at full scale, against the services at their most."""
    have, want = nodes_room(platform), asked(platform)
    if have is None or not fleets(platform):
        return
    yield Limit("pods", "pods", "pods", "", have.pods, want.pods, "full")
    yield from _branches(platform)
    if want.cpu:
        yield Limit("CPU", "cpu", "pods", "", int(have.cpu * want.pods / want.cpu), want.pods, "full")
    if want.memory:
        yield Limit("memory", "memory", "pods", "", int(have.memory * want.pods / want.memory), want.pods, "full")


def _branches(platform: Platform) -> Iterator[Limit]:
    """Branch interfaces of all nodes that take any pod, against the pods that need one."""
    want, each = branch_pods(platform), [(fleet.max, branch_enis(fleet)) for fleet in open_fleets(platform)]
    if want and all(branches is not None for _, branches in each):
        have = sum(nodes * (branches or 0) for nodes, branches in each)
        yield Limit("branch interfaces", "pods", "pods", "", have, want, "full")


class Room(NamedTuple):
    """Pods, thousandths of a CPU and bytes of memory."""

    pods: int
    cpu: Decimal
    memory: Decimal


def nodes_room(platform: Platform, among: Sequence[Fleet] | None = None) -> Room | None:
    """What all nodes (or those of some fleets) at full scale have for pods; None where nobody knows.

    The smallest type of each fleet counts. A type may be unknown, and a number of nodes without bound.
    """
    pods, cpu, memory = 0, Decimal(0), Decimal(0)
    for fleet in fleets(platform) if among is None else among:
        nodes = fleet_allocatable(platform, fleet)
        if len(nodes) < len(fleet.instance_types) or not fleet.bounded:
            return None
        if not nodes:
            continue
        pods += fleet.max * room(platform, fleet)
        cpu += fleet.max * min(each.cpu for each in nodes)
        memory += fleet.max * min(each.memory for each in nodes)
    return Room(pods, max(cpu, Decimal(0)), max(memory, Decimal(0)))


def asked(platform: Platform, among: Collection[Service] | None = None) -> Room:
    """What all services that run on nodes (or some of them) ask for at their most."""
    pods, cpu, memory = 0, Decimal(0), Decimal(0)
    for service in services_on_nodes(platform).values() if among is None else among:
        count, request = most(platform, service), pod_request(service)
        pods += count
        cpu += request.cpu * count
        memory += request.memory * count
    return Room(pods, cpu, memory)
