"""Who reaches pods inside the cluster, and what these reach, as network policies have it."""

from collections.abc import Iterator

from generator.diff.reachability.way import Gate, Way, peer_of, pods
from generator.platform.services.connections import calls, destinations
from generator.platform.services.workloads import runs
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service

_DOOR = "network policy"


def ways(platform: Platform) -> Iterator[Way]:
    """What services say of each other, of networks and of namespaces; all that runs, where nothing enforces it."""
    if platform.cni.network_policy == "off":
        yield Way(Gate("every pod", "no network policy is enforced"), "every pod and node")
        return
    for name, service in platform.services.items():
        if runs(service):
            yield from _of(platform, name, service)


def _of(platform: Platform, name: str, service: Service) -> Iterator[Way]:
    own = pods(platform, name)
    for other, port in calls(service):
        yield Way(Gate(f"{pods(platform, other)} at {port}", _DOOR), own)
    for origin in service.allow_from.values():
        yield from (Way(Gate(f"{own} at {port}", _DOOR), peer_of(origin)) for port in origin.ports)
    for _, target in destinations(service):
        for number in sorted(set(target.ports)):
            yield Way(Gate(f"{own} at {target.protocol} {number}", _DOOR, outward=True), peer_of(target))
