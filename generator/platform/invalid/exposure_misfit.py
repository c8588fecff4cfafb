"""Fields of expose that the type of the Service does not have."""

from collections.abc import Iterator

from generator.platform.cluster.versions import minor
from generator.platform.misfit import Refusals, misfits
from generator.platform.services.containers import pod_ports
from generator.platform.services.workloads import JOBS
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Violation

SINCE = 34
"""https://www.kubernetes.dev/resources/keps/3015/"""

_ADDRESSED = "ClusterIP NodePort LoadBalancer"
_TYPES = ("ClusterIP", "Headless", "NodePort", "LoadBalancer", "ExternalName", "none")


def _only(types: str, reason: str) -> dict[str, str]:
    return {type_: reason for type_ in _TYPES if type_ not in types.split()}


REFUSALS: Refusals = {
    "ports": _only("LoadBalancer", "only a load balancer has ports of its own"),
    "node_ports": _only("NodePort LoadBalancer", "only a NodePort or LoadBalancer has ports of the nodes"),
    "source_ranges": _only("NodePort", "a NodePort alone lets networks in to the nodes"),
    "traffic_policy": _only("NodePort", "a NodePort has it here, a load balancer in loadBalancer"),
    "internal_traffic_policy": _only(_ADDRESSED, "without an address of its own nothing is shared out"),
    "traffic_distribution": _only(_ADDRESSED, "without an address of its own nothing is shared out"),
    "external_name": _only("ExternalName", "only an ExternalName stands for another name"),
    "load_balancer": _only("LoadBalancer", "only a LoadBalancer has one"),
    "publish_not_ready": _only("ClusterIP Headless", "only DNS inside the cluster knows it"),
}


def check(platform: Platform) -> Iterator[Violation]:
    """Yield every field that does not fit, and jobs that are to be reached."""
    for service in platform.services.values():
        expose = service.expose
        yield from misfits(expose, expose.type, REFUSALS)
        if service.kind in JOBS and expose.type not in {"ClusterIP", "none", "ExternalName"}:
            yield Violation(expose, "type", f"nobody can call a {service.kind}; leave expose out")
        yield from _missing(service)
        if expose.traffic_distribution is not None and minor(platform.cluster.version) < SINCE:
            message = f"it needs Kubernetes 1.{SINCE}, and the cluster is {platform.cluster.version}; leave it out"
            yield Violation(expose, "traffic_distribution", message)


def _missing(service: Service) -> Iterator[Violation]:
    expose = service.expose
    if expose.type == "ExternalName" and expose.external_name is None:
        yield Violation(expose, "type", "an ExternalName stands for another name; say which in externalName")
    if expose.type in {"NodePort", "LoadBalancer"} and not pod_ports(service):
        yield Violation(expose, "type", f"a {expose.type} needs a port; name one in ports")
    if expose.type == "NodePort" and expose.source_ranges:
        for port in pod_ports(service):
            if port not in expose.node_ports:
                message = f"{port} has no number that the nodes could be opened at; give it one in nodePorts"
                yield Violation(expose, "source_ranges", message)
