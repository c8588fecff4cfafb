"""Load balancers of services: which there are, who makes them, where they lie and what they send to."""

from functools import lru_cache

from generator.platform.network.placement import scheme_tiers
from generator.platform.services.containers import service_ports
from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service


def load_balancer(service: Service) -> LoadBalancer | None:
    """The load balancer of a service; None where it has none."""
    if service.expose.type != "LoadBalancer":
        return None
    return service.expose.load_balancer or LoadBalancer()


@lru_cache(maxsize=8)
def service_load_balancers(platform: Platform) -> dict[str, LoadBalancer]:
    """Every load balancer of a service, by the service's name, sorted."""
    found = ((name, load_balancer(service)) for name, service in sorted(platform.services.items()))
    return {name: balancer for name, balancer in found if balancer is not None}


def targets(balancer: LoadBalancer) -> str:
    """What it sends to: `ip` of pods, or a port of an `instance`."""
    return balancer.targets or ("ip" if balancer.controller == "lbc" else "instance")


def keeps_client(balancer: LoadBalancer) -> bool:
    """Whether pods see the caller's own address, TCP taken.

    https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/
    """
    if targets(balancer) == "ip":
        return balancer.preserve_client_ip
    return balancer.kind == "nlb" and balancer.traffic_policy == "Local"


def two_protocols(service: Service) -> dict[int, list[str]]:
    """The numbers that both a TCP and a UDP port have at its load balancer, and the names of the two."""
    found: dict[int, list[str]] = {}
    for name, port in service_ports(service).items():
        found.setdefault(service.expose.ports.get(name, port.port), []).append(name)
    return {number: names for number, names in found.items() if len(names) > 1}


def one_listener(service: Service) -> frozenset[str]:
    """The ports that share a listener with one of the other protocol, which the controller makes where both are one.

    https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#tcp-udp-listener
    """
    balancer = load_balancer(service)
    if balancer is None or balancer.controller != "lbc":
        return frozenset()
    tls = balancer.tls.ports if balancer.tls else ()
    ports = service_ports(service)
    pairs = (names for names in two_protocols(service).values() if not {*names} & {*tls})
    return frozenset(name for names in pairs if len({ports[name].port for name in names}) == 1 for name in names)


def tiers(platform: Platform, balancer: LoadBalancer) -> list[str]:
    """The tiers that it lies in."""
    return [balancer.subnets] if balancer.subnets else scheme_tiers(platform, balancer.scheme)
