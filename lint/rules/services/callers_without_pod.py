from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("SVC-016", WARNING, "https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/")
def callers_without_pod(platform: Platform) -> Iterator[Violation]:
    """Callers inside the cluster reach pods of their own node alone, and not every node has one.

    With internalTrafficPolicy Local there is no way to another node: on a node without such a pod, calls are dropped. A
    DaemonSet has one on each. Where it is only nicer to stay on the node, trafficDistribution says so.

    Bad:

        services: {web: {expose: {type: ClusterIP, internalTrafficPolicy: Local}}}

    Good:

        services: {web: {replicas: 9, expose: {type: ClusterIP, trafficDistribution: PreferSameNode}}}
    """
    for name, service in platform.services.items():
        if service.expose.internal_traffic_policy == "Local" and service.kind != "DaemonSet":
            message = f"nodes without a pod of {name} cannot call it; use a DaemonSet, or trafficDistribution"
            yield Violation(service.expose, "internal_traffic_policy", message)
