"""Load balancers of services: which there are, who makes them, where they lie and what they send to."""

from functools import lru_cache

from generator.platform.placement import scheme_tiers
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


def tiers(platform: Platform, balancer: LoadBalancer) -> list[str]:
    """The tiers that it lies in."""
    return [balancer.subnets] if balancer.subnets else scheme_tiers(platform, balancer.scheme)
