"""How a pod behind a load balancer goes without a lost request.

The controller deregisters its address; the load balancer then waits for requests that are under way,
which the pod must still answer. https://docs.aws.amazon.com/eks/latest/best-practices/load-balancing.html
"""

from functools import lru_cache
from typing import NamedTuple

from generator.platform.services.service_load_balancers import load_balancer, targets
from generator.platform.types.load_balancer import HealthCheck, LoadBalancer
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service

DEREGISTRATION_DELAY = 15
"""Seconds that the load balancer waits for requests under way."""

MARGIN = 5
"""Seconds that the deregistration takes to arrive."""

DEFAULT_GRACE = 30
"""Seconds that a pod has, once it is told to stop, until it is killed.
https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination"""

PRE_STOP = DEREGISTRATION_DELAY + MARGIN
"""Seconds that a pod behind a load balancer goes on as before, unless more is known of that."""

GRACE_PERIOD = PRE_STOP + DEFAULT_GRACE
"""Seconds until such a pod is killed."""


class Draining(NamedTuple):
    """Seconds that a pod goes on as before, and seconds until it is killed; None where Kubernetes' own will do."""

    pre_stop: int | None
    grace: int | None

    @property
    def after(self) -> int:
        """Seconds that are left once it is told to stop."""
        return (DEFAULT_GRACE if self.grace is None else self.grace) - (self.pre_stop or 0)


def draining(platform: Platform, name: str, service: Service) -> Draining:
    """How the pods of a service end: as they are told to, else so that no load balancer sends to them any more."""
    given, needed = service.termination, leaving(platform, name, service)
    pre_stop = needed if given.pre_stop_seconds is None else given.pre_stop_seconds or None
    grace = pre_stop + DEFAULT_GRACE if pre_stop else None
    return Draining(pre_stop, grace if given.grace_period_seconds is None else given.grace_period_seconds)


def leaving(platform: Platform, name: str, service: Service) -> int | None:
    """Seconds that a pod must go on until nothing sends to it any more; None where nothing outside does."""
    waits = [DEREGISTRATION_DELAY] if name in _routed(platform) or service.expose.type == "NodePort" else []
    balancer = load_balancer(service)
    if balancer is not None:
        waits.append(_wait(balancer))
    return max(waits) + MARGIN if waits else None


def _wait(balancer: LoadBalancer) -> int:
    """Of a node with its last such pod, the load balancer must find out by itself, by the health check."""
    finding_out = 0
    if targets(balancer) == "instance" and balancer.traffic_policy == "Local":
        check = balancer.health_check or HealthCheck()
        finding_out = check.interval_seconds * check.unhealthy_threshold
    return balancer.deregistration_delay_seconds + finding_out


@lru_cache(maxsize=8)
def _routed(platform: Platform) -> frozenset[str]:
    """The services that routes lead to."""
    hosts = (paths for route in platform.ingress.routes.values() for paths in route.hosts.values())
    return frozenset(backend.partition(":")[0] for paths in hosts for backend in paths.values())
