from collections.abc import Iterator
from ipaddress import ip_interface

from generator.platform.network.addresses import any_network
from generator.platform.network.remote import remote_cidrs
from generator.platform.types.connections import Peers
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule

Field = tuple[str | int, ...]


@rule("NET-004", ERROR, "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/subnet")
def cidr_host_bits(platform: Platform) -> Iterator[Violation]:
    """A CIDR whose address is not its network's.

    10.0.1.5/16 is meant as either 10.0.1.5 or 10.0.0.0/16. AWS and Kubernetes each treat it in their own way: refused
    here, silently widened there.

    Bad:

        cni: {snat: {exclude: [192.168.1.5/16]}}

    Good:

        cni: {snat: {exclude: [192.168.0.0/16]}}
    """
    for node, field, cidr in _cidrs(platform):
        if ip_interface(cidr).ip != any_network(cidr).network_address:
            meant = str(any_network(cidr))
            yield Violation(node, field, f"{cidr} has bits below its prefix; the network is {meant}", Fix(meant))


def _cidrs(platform: Platform) -> Iterator[tuple[Node, Field, str]]:
    vpc, cluster = platform.vpc, platform.cluster
    yield vpc, ("cidr",), vpc.cidr
    yield from ((vpc, ("secondary_cidrs", index), cidr) for index, cidr in enumerate(vpc.secondary_cidrs))
    yield from ((vpc, ("connected_cidrs", name), cidr) for name, cidr in vpc.connected_cidrs.items())
    for tier in platform.subnets.values():
        yield from ((tier, ("cidrs", zone), cidr) for zone, cidr in (tier.cidrs or {}).items())
        yield from ((tier, ("from_",), cidr) for cidr in (tier.from_,) if cidr)
    yield from ((cluster, ("service_cidr",), cidr) for cidr in (cluster.service_cidr,) if cidr)
    yield from _of_cluster(platform)
    yield from ((platform.cni.snat, ("exclude", index), cidr) for index, cidr in enumerate(platform.cni.snat.exclude))
    settings = platform.cni.settings
    external = settings.aws_external_service_cidrs
    yield from ((settings, ("aws_external_service_cidrs", index), cidr) for index, cidr in enumerate(external))
    for service in platform.services.values():
        yield from _of_service(service)


def _of_service(service: Service) -> Iterator[tuple[Node, Field, str]]:
    for peers in (*service.connects_to.values(), *service.allow_from.values()):
        if isinstance(peers, Peers) and peers.cidr is not None:
            yield peers, ("cidr",), peers.cidr
    ways = (service.expose, service.expose.load_balancer)
    for way in (way for way in ways if way is not None):
        yield from ((way, ("source_ranges", index), cidr) for index, cidr in enumerate(way.source_ranges))


def _of_cluster(platform: Platform) -> Iterator[tuple[Node, Field, str]]:
    endpoint = platform.cluster.endpoint
    for field in ("public_cidrs", "private_cidrs"):
        yield from ((endpoint, (field, index), cidr) for index, cidr in enumerate(getattr(endpoint, field)))
    yield from remote_cidrs(platform)
