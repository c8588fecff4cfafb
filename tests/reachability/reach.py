"""Whether a packet arrives, and why not."""

from typing import NamedTuple

from tests.reachability import groups, routes
from tests.reachability.verdict import YES, Verdict, no
from tests.reachability.world import Cluster, Interface, Pod, Port, World


class Internet(NamedTuple):
    """Any address that is not in the VPC, of a version of IP."""

    version: int = 4


class Service(NamedTuple):
    """A service of AWS by the name of its endpoint, such as `ecr.api`."""

    name: str


Source = Interface | Pod
Destination = Interface | Pod | Internet | Service | Cluster


def can_reach(world: World, source: Source, destination: Destination, port: Port) -> Verdict:
    """Whether the first packet from a source arrives, whichever address of the destination is taken."""
    match destination:
        case Interface():
            return _inside(world, source, destination, port)
        case Pod():
            return _inside(world, source, destination.own, port)
        case Service():
            return _service(world, source, destination, port)
        case Cluster():
            return _cluster(world, source, destination, port)
        case Internet():
            return routes.out(world, _outgoing(source, destination.version), port, destination.version)


def _inside(world: World, source: Source, destination: Interface, port: Port) -> Verdict:
    """Within the VPC every subnet is routed to; it is for security groups to say."""
    own = source.own if isinstance(source, Pod) else source
    known = groups.versions(world, destination)
    if isinstance(source, Pod) and not groups.versions(world, own) & known:
        own = source.node  # which is how pods of an IPv6 cluster reach IPv4
    if not groups.versions(world, own) & known:
        return no(f"{own.name} and {destination.name} share no version of IP")
    why = groups.refusal(world, own, destination, port)
    return no(why) if why else YES


def _every(world: World, source: Source, destinations: tuple[Interface, ...], port: Port) -> Verdict:
    verdicts = [_inside(world, source, destination, port) for destination in destinations]
    return next((verdict for verdict in verdicts if not verdict.yes), YES)


def _service(world: World, source: Source, service: Service, port: Port) -> Verdict:
    """By the endpoint that its name leads to, else where the internet is."""
    endpoint = world.endpoints.get(service.name)
    if endpoint and endpoint.interfaces and endpoint.private_dns and world.dns:
        return _every(world, source, endpoint.interfaces, port)
    outgoing = _outgoing(source, 4)
    if endpoint and world.table_of.get(outgoing.subnet) in endpoint.tables:
        allowed = groups.lets_out(world, outgoing, port, None, 4) or groups.lets_out_by(
            world, outgoing, port, f"aws_vpc_endpoint.{service.name}"
        )
        return YES if allowed else no(f"no security group of {outgoing.name} lets {port} out")
    return routes.out(world, outgoing, port, 4)


def _cluster(world: World, source: Source, cluster: Cluster, port: Port) -> Verdict:
    """By its private endpoint, else by its public one, whose callers have addresses that nobody knows before."""
    if cluster.private:
        return _every(world, source, cluster.interfaces, port) if world.dns else no("the VPC resolves no names")
    if groups.EVERYWHERE[4] not in cluster.public_networks:
        return no("the public endpoint is not open to the NAT gateways")
    return routes.out(world, _outgoing(source, 4), port, 4)


def _outgoing(source: Source, version: int) -> Interface:
    """The interface by which packets leave the VPC: a pod of an IPv6 cluster has its node's address of IPv4."""
    if isinstance(source, Pod):
        return source.node if version == 4 and (source.translated or 4 not in source.own.versions) else source.own
    return source
