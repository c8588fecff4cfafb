"""How many pods of a service there may be."""

from collections.abc import Iterator

from generator.platform.nodes.taints import fleets_for
from generator.platform.services.workloads import JOBS, SCALED, runs
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.types.workload import Autoscaling, Job

DEFAULT = 2
CPU_USE = 70


def replicas(service: Service) -> int | Autoscaling | None:
    """The number of pods of a Deployment or StatefulSet; None for other kinds."""
    if not runs(service) or service.kind not in SCALED:
        return None
    return DEFAULT if service.replicas is None else service.replicas


def autoscaled(platform: Platform) -> Iterator[tuple[str, Autoscaling]]:
    """Every service, and every proxy of an ingress class, whose number of pods is not fixed."""
    counts = [(name, service.replicas) for name, service in platform.services.items()]
    for name, count in (*counts, *((name, each.replicas) for name, each in platform.ingress.classes.items())):
        if isinstance(count, Autoscaling):
            yield name, count


def measures(count: Autoscaling) -> dict[str, int]:
    """The use to keep of each resource that an autoscaler looks at, in percent of what is asked for."""
    given = {"cpu": count.cpu, "memory": count.memory}
    return {name: use for name, use in given.items() if use is not None} or {"cpu": CPU_USE}


def fewest(platform: Platform, service: Service) -> int:
    """The fewest pods of a service: of a job none, of a DaemonSet one on each of the fewest nodes."""
    return fewest_beside(service) + _on_nodes(platform, service, "min")


def most(platform: Platform, service: Service) -> int:
    """The most pods of a service: of a job those of one run, of a DaemonSet one on each of the most nodes."""
    return most_beside(service) + _on_nodes(platform, service, "max")


def fewest_beside(service: Service) -> int:
    """The fewest pods of a service, as far as the number of nodes has no part in it."""
    count = replicas(service)
    return count.min if isinstance(count, Autoscaling) else count or 0


def most_beside(service: Service) -> int:
    """The most pods of a service, as far as the number of nodes has no part in it."""
    count = replicas(service)
    if runs(service) and service.kind in JOBS:
        return (service.job or Job()).parallelism
    return count.max if isinstance(count, Autoscaling) else count or 0


def _on_nodes(platform: Platform, service: Service, attribute: str) -> int:
    if not runs(service) or service.kind != "DaemonSet":
        return 0
    return sum(getattr(fleet, attribute) for fleet in fleets_for(platform, service))
