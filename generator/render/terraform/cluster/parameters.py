"""What EKS lets be set of the control plane's components.

https://docs.aws.amazon.com/eks/latest/userguide/control-plane-configuration.html
"""

from typing import Any

from generator.platform.types.cluster import Cluster
from generator.platform.types.control_plane import ApiServer, Scheduler


def arguments(spec: Cluster) -> dict[str, Any]:
    """The arguments of aws_eks_cluster; None where EKS has its default."""
    manager = spec.controller_manager
    period = manager.horizontal_pod_autoscaler_sync_period if manager else None
    autoscaler = {"horizontal_pod_autoscaler_sync_period": period}
    return {
        "control_plane_scaling_config": {"tier": spec.scaling_tier} if spec.scaling_tier else None,
        "remote_network_config": _remote_networks(spec),
        "kube_api_server_config": _api_server(spec.api_server) if spec.api_server else None,
        "kube_scheduler_config": _scheduler(spec.scheduler) if spec.scheduler else None,
        "kube_controller_manager_config": (
            {"horizontal_pod_autoscaler_controller_config": autoscaler} if period else None
        ),
    }


def _remote_networks(spec: Cluster) -> dict[str, Any] | None:
    remote = spec.remote_networks
    if remote is None:
        return None
    networks = {"remote_node_networks": remote.nodes, "remote_pod_networks": remote.pods}
    return {name: {"cidrs": sorted(set(cidrs))} for name, cidrs in networks.items() if cidrs}


def _api_server(server: ApiServer) -> dict[str, Any] | None:
    config: dict[str, Any] = {}
    if server.event_ttl is not None:
        config["event_ttl"] = server.event_ttl
    ports = server.service_node_port_range
    if ports is not None:
        config["service_node_port_range"] = {"min_port": ports.min_port, "max_port": ports.max_port}
    return config or None


def _scheduler(scheduler: Scheduler) -> dict[str, Any]:
    strategy: dict[str, Any] = {"type": scheduler.scoring_strategy}
    if scheduler.resources:
        weights = sorted(scheduler.resources.items())
        strategy["resource"] = [{"name": name, "weight": weight} for name, weight in weights]
    return {"node_resources_fit": {"scoring_strategy": strategy}}
