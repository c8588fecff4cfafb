"""What a controller that makes load balancers of Services is to us, and what several of them read alike."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.platform.network.addresses import tier_subnets
from generator.platform.network.adopted import load_balancer_subnets, subnet_id
from generator.platform.types.container import Probe
from generator.platform.types.load_balancer import HealthCheck, LoadBalancer
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest

PREFIX = "service.beta.kubernetes.io/aws-load-balancer-"

TIMEOUT = 6
"""Seconds that an answer to a health check may take: less than there are between two, else AWS refuses it.
https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html"""


class Maker(NamedTuple):
    """A controller by its name in platform.yaml: the annotations that it reads, and what it has in the spec."""

    name: str
    annotations: Callable[[Platform, Service, LoadBalancer], dict[str, str]]
    spec: Callable[[Platform, LoadBalancer], Manifest]


def annotated(values: Mapping[str, str | None]) -> dict[str, str]:
    """Annotations by the rest of their names; those without a value are left out."""
    return {PREFIX + key: value for key, value in sorted(values.items()) if value}


def pairs(values: Mapping[str, str]) -> str:
    """A map as annotations have it. A key with = in it cannot be written."""
    return ",".join(f"{key}={value}" for key, value in sorted(values.items()) if "=" not in key)


def placed(platform: Platform, balancer: LoadBalancer) -> str:
    """The subnets that it is told to lie in, by id or by name; empty where it finds them by their tags."""
    if balancer.subnets is None:
        return ",".join(load_balancer_subnets(platform, balancer.scheme))
    items = tier_subnets(platform, balancer.subnets)
    return ",".join(subnet_id(platform, item) or f"{platform.name}-{item.name}" for item in items)


def tls(balancer: LoadBalancer) -> dict[str, str | None]:
    """TLS that ends at it."""
    if balancer.tls is None:
        return {}
    return {
        "ssl-cert": ",".join(balancer.tls.certificates),
        "ssl-ports": ",".join(sorted(set(balancer.tls.ports))),
        "ssl-negotiation-policy": balancer.tls.policy,
        "backend-protocol": balancer.tls.backend,
    }


def health_check(check: HealthCheck, port: str | None, *, by_kube_proxy: bool = False) -> dict[str, str | None]:
    """A health check of a port, as the controller wants to be told it; of the one that it sends to where that is None.

    `by_kube_proxy` says that kube-proxy answers for the pods of a node, unless a question to them is given.
    """
    asked: dict[str, str | None] = {
        "healthcheck-protocol": check.protocol or ("HTTP" if check.path else "TCP"),
        "healthcheck-path": check.path,
        "healthcheck-port": port or "traffic-port",
    }
    given = check.protocol or check.path or check.port
    return (asked if given or not by_kube_proxy else {}) | {
        "healthcheck-interval": str(check.interval_seconds),
        "healthcheck-timeout": str(check.timeout_seconds or min(TIMEOUT, check.interval_seconds - 1)),
        "healthcheck-healthy-threshold": str(check.healthy_threshold),
        "healthcheck-unhealthy-threshold": str(check.unhealthy_threshold),
        "healthcheck-success-codes": check.success_codes,
    }


def from_readiness(probe: Probe | None) -> HealthCheck | None:
    """The readiness probe, asked by a load balancer."""
    return None if probe is None else HealthCheck(path=probe.path, port=probe.port)
