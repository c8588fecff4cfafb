"""Pods with security groups of their own: each has a branch network interface, and a node has only so many."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from generator.platform.fleets import Fleet
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.instance_types import known_types
from generator.platform.services.replicas import most
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service


def grouped_services(platform: Platform) -> Iterator[tuple[str, Service]]:
    """The services whose pods have branch interfaces: on Fargate a pod has an interface of its own anyway."""
    if platform.cni.security_groups_for_pods != "off":
        yield from ((name, service) for name, service in services_on_nodes(platform).items() if service.security_groups)


@lru_cache(maxsize=16)
def branch_pods(platform: Platform, count: Callable[[Platform, Service], int] = most) -> int:
    """Pods with a branch interface, when every service has `count` pods."""
    return sum(count(platform, service) for _, service in grouped_services(platform))


def branch_enis(fleet: Fleet) -> int | None:
    """Branch interfaces of a node of the fleet: the fewest of its types; None where one is unknown, 0 in Auto Mode.

    https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/aws/vpc/limits.go
    """
    if fleet.kind == "Auto Mode pool":
        return 0
    known = [type_.branch_enis for type_ in known_types(fleet.instance_types)]
    return min(known) if known and len(known) == len(fleet.instance_types) else None
