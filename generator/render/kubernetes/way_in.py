"""Where requests come from that reach pods through a load balancer of their service, or a port of the nodes."""

from functools import lru_cache

from generator.platform.fleets import fleets
from generator.platform.services.containers import pod_ports, service_ports
from generator.platform.services.service_load_balancers import keeps_client, load_balancer, targets, tiers
from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.load_balancers.maker import from_readiness
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.policy import addresses, everywhere, tier_peers


def way_in(platform: Platform, service: Service) -> dict[str, list[Manifest]]:
    """By the name of each port, the peers that a network policy must let in."""
    balancer = load_balancer(service)
    if balancer is not None:
        known = pod_ports(service)
        return {
            name: _through(platform, balancer, udp=known[name].protocol == "UDP")
            for name in sorted({*service_ports(service), *_asked(service, balancer)})
        }
    if service.expose.type == "NodePort":
        local = service.expose.traffic_policy == "Local"
        peers = [addresses(cidr) for cidr in service.expose.source_ranges] if local else _nodes(platform)
        return dict.fromkeys(pod_ports(service), peers) if peers else {}
    return {}


def _asked(service: Service, balancer: LoadBalancer) -> set[str]:
    """The port that it asks for health, where that is of the pods."""
    check = balancer.health_check
    if check is None and targets(balancer) == "ip":
        check = from_readiness(service.probes.readiness)
    return {check.port} if check is not None and check.port else set()


def _through(platform: Platform, balancer: LoadBalancer, *, udp: bool) -> list[Manifest]:
    """Its own addresses, which also ask for health; the caller's where it keeps that; a node's that passes it on.

    https://kubernetes.io/docs/tutorials/services/source-ip/
    """
    if targets(balancer) == "instance" and balancer.traffic_policy == "Cluster":
        return _nodes(platform)
    own = tier_peers(platform, tiers(platform, balancer))
    if not (keeps_client(balancer) or udp):
        return own
    return [*own, *(map(addresses, balancer.source_ranges) if balancer.source_ranges else everywhere(platform))]


@lru_cache(maxsize=8)
def _nodes(platform: Platform) -> list[Manifest]:
    """The networks that nodes have their addresses from."""
    return tier_peers(platform, sorted({fleet.subnets for fleet in fleets(platform)}))
