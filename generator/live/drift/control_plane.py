"""What the components of the control plane write and do."""

from collections.abc import Iterator

from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.world import World

DEFAULT_TTL, DEFAULT_PORTS = "60m", {"minPort": 30000, "maxPort": 32767}


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `cluster.logs.types` and of the settings of components.

    EKS keeps a setting that the file no longer has, so that only what the file says is compared.
    """
    if world.cluster is None:
        return
    enabled = (each for each in world.cluster.get("logging", {}).get("clusterLogging", []) if each.get("enabled"))
    types = {type_ for each in enabled for type_ in each["types"]}
    yield from differ(("cluster", "logs", "types"), set(world.platform.cluster.logs.types), types)
    yield from _api_server(world)
    yield from _scheduler(world)
    manager = world.platform.cluster.controller_manager
    period = manager.horizontal_pod_autoscaler_sync_period if manager else None
    if period is not None:
        config = world.cluster.get("kubeControllerManagerConfig", {})
        actual = config.get("horizontalPodAutoscalerControllerConfig", {}).get("horizontalPodAutoscalerSyncPeriod")
        yield from differ(("cluster", "controllerManager", "horizontalPodAutoscalerSyncPeriod"), period, actual)


def _api_server(world: World) -> Iterator[Drift]:
    spec, place = world.platform.cluster.api_server, ("cluster", "apiServer")
    config = world.cluster.get("kubeApiServerConfig", {}) if world.cluster else {}
    if spec is None:
        return
    if spec.event_ttl is not None:
        yield from differ((*place, "eventTtl"), _minutes(spec.event_ttl), config.get("eventTtl", DEFAULT_TTL))
    if spec.service_node_port_range is not None:
        ports = spec.service_node_port_range
        declared = {"minPort": ports.min_port, "maxPort": ports.max_port}
        actual = dict(config.get("serviceNodePortRange", DEFAULT_PORTS))
        yield from differ((*place, "serviceNodePortRange"), declared, actual)


def _minutes(said: str) -> str:
    return "60m" if said == "1h" else said


def _scheduler(world: World) -> Iterator[Drift]:
    spec, place = world.platform.cluster.scheduler, ("cluster", "scheduler")
    if spec is None or world.cluster is None:
        return
    strategy = world.cluster.get("kubeSchedulerConfig", {}).get("nodeResourcesFit", {}).get("scoringStrategy", {})
    yield from differ((*place, "scoringStrategy"), spec.scoring_strategy, strategy.get("type", "LeastAllocated"))
    if spec.resources:
        weights = {each["name"]: each["weight"] for each in strategy.get("resources", [])}
        yield from differ((*place, "resources"), spec.resources, weights)
