from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("SVC-016", WARNING, "https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/")
def callers_without_pod(platform: Platform) -> Iterator[Violation]:
    """Callers reach pods of one node alone, and not every node has one.

    With internalTrafficPolicy Local there is no way from the caller's node to another, and with trafficPolicy Local of
    a NodePort none from the node that was called: where it has no such pod, calls are dropped, and nobody takes it out
    of the list. A DaemonSet has a pod on each. Inside the cluster, trafficDistribution says that it is only nicer to
    stay on the node.

    Bad:

        services: {web: {expose: {type: ClusterIP, internalTrafficPolicy: Local}}}

    Good:

        services: {web: {expose: {type: ClusterIP}}}
    """
    for name, service in platform.services.items():
        if service.kind == "DaemonSet":
            continue
        for field in ("internal_traffic_policy", "traffic_policy"):
            if getattr(service.expose, field) == "Local":
                message = f"nodes without a pod of {name} drop calls; use a DaemonSet, or leave it out"
                yield Violation(service.expose, field, message, Fix(REMOVED))
