"""rendered/<environment>/README.md: the platform as a picture, its addresses, and what to run."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.platform.addresses import Subnet, service_network, subnets, zone_name
from generator.platform.capacity import Demand, demands
from generator.platform.placement import gateway_endpoints, interface_endpoints, nat_zones, needed_endpoints
from generator.platform.types.platform import Platform
from generator.render.files import Files
from generator.render.text import text

DRAWABLE = 60
"""Services that a picture can show: GitHub draws no diagram of more than 50,000 characters, and nobody reads one."""


class Edge(NamedTuple):
    """An arrow of the picture, between two ids."""

    start: str
    end: str
    label: str


def files(platform: Platform) -> Files:
    """The README of an environment."""
    return {"README.md": text("readme.md", **_values(platform)).encode()}


def _values(platform: Platform) -> dict[str, Any]:
    drawn = len(platform.services) <= DRAWABLE
    return {
        "platform": platform,
        "node": _Ids(),
        "quoted": _quoted,
        "drawn": drawn,
        "zones": [(zone, zone_name(platform, zone)) for zone in sorted(platform.vpc.zones)],
        "subnets": subnets(platform),
        "nat_zones": nat_zones(platform),
        "demands": [_row(platform, demand) for demand in demands(platform)],
        "service_network": service_network(platform),
        "endpoints": list(_endpoints(platform)),
        "hosts": sorted({host for route in platform.ingress.routes.values() for host in route.hosts}),
        "edges": sorted(set(_edges(platform))) if drawn else [],
        "networks": sorted(_networks(platform)),
    }


class _Ids:
    """Short ids for the things of a picture, in the order in which they are named first."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def __call__(self, thing: str) -> str:
        return self.known.setdefault(thing, f"n{len(self.known)}")


def _quoted(label: str) -> str:
    """Text inside quotes of a Mermaid diagram.

    https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
    """
    return "".join(f"#{ord(character)};" if character in '"&<>#`' else character for character in label)


def _row(platform: Platform, demand: Demand) -> dict[str, Any]:
    subnet: Subnet = demand.subnet
    return {
        "name": subnet.name,
        "zone": zone_name(platform, subnet.zone),
        "kind": platform.subnets[subnet.tier].kind,
        "cidr": subnet.cidr,
        "usable": subnet.usable,
        "total": demand.total,
        "free": demand.free,
    }


def _endpoints(platform: Platform) -> Iterator[tuple[str, str, str]]:
    for service in gateway_endpoints(platform):
        yield service, "gateway", "free of charge, and image layers come from there" if service == "s3" else "asked for"
    reasons = needed_endpoints(platform)
    for service in interface_endpoints(platform):
        yield service, "interface", reasons.get(service, "asked for")


def _networks(platform: Platform) -> set[str]:
    targets = (target for service in platform.services.values() for target in service.connects_to.values())
    return {target.cidr for target in targets if not isinstance(target, str)}


def _edges(platform: Platform) -> Iterator[Edge]:
    for route in platform.ingress.routes.values():
        for host, paths in route.hosts.items():
            yield Edge(f"host_{host}", f"class_{route.class_}", "")
            for path, backend in paths.items():
                name, _, port = backend.partition(":")
                yield Edge(f"class_{route.class_}", f"service_{name}", f"{path} to {port}")
    for name, service in platform.services.items():
        for other, target in service.connects_to.items():
            if isinstance(target, str):
                yield Edge(f"service_{name}", f"service_{other}", target)
            else:
                ports = ", ".join(map(str, target.ports))
                yield Edge(f"service_{name}", f"network_{target.cidr}", f"tcp {ports}")
