"""What a service is: which kind of workload, whether it runs at all, whether others can call it."""

from generator.platform.types.services import Service
from generator.platform.types.workload import Rollout, Spread

JOBS = ("CronJob", "Job")
SCALED = ("Deployment", "StatefulSet")
"""Kinds with a number of pods."""
_NONE: tuple[int | str | None, ...] = (None, 0, "0%")


def runs(service: Service) -> bool:
    """Whether it has pods: an ExternalName is only an answer of DNS."""
    return service.expose.type != "ExternalName"


def kind_of(service: Service) -> str:
    """The kind of its workload, or ExternalName, which has none."""
    return service.kind if runs(service) else "ExternalName"


def exposed(service: Service) -> bool:
    """Whether others can call its pods by a Kubernetes Service."""
    return runs(service) and service.expose.type != "none" and service.kind not in JOBS


def spread(service: Service) -> Spread | None:
    """How its pods are spread; None where Kubernetes puts them as it likes, or one on each node."""
    if service.kind not in SCALED or service.spread == "none":
        return None
    if isinstance(service.spread, Spread):
        return service.spread
    return Spread(over="node" if service.spread == "node" else "zone")


def governing(name: str, service: Service) -> str | None:
    """The headless Service that gives the pods of a StatefulSet their names; it may be the service's own."""
    if service.kind != "StatefulSet" or not runs(service):
        return None
    return name if service.expose.type == "Headless" else f"{name}-peers"


def makes_more(update: Rollout | None) -> bool:
    """Whether it is said that an update makes pods before it takes others away."""
    return update is not None and update.max_surge not in _NONE


def takes_away(update: Rollout | None) -> bool:
    """Whether it is said that an update takes pods away before others are there."""
    return update is not None and update.max_unavailable not in _NONE
