from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.services.workloads import spread
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.types.workload import Spread
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "SVC-014",
    WARNING,
    "https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#caveats-and-limitations-when-preserving-source-ips",
    development=INFO,
)
def local_without_spread(platform: Platform) -> Iterator[Violation]:
    """Pods behind a load balancer that tells nodes apart, but not pods, may lie on one node.

    With trafficPolicy Local each node with a pod gets the same share, however many pods it has: of three pods, two on
    one node, one gets half of all. A DaemonSet, or pods that must be spread over nodes, share it evenly. Without a
    readiness probe a node counts as soon as its pod's process runs.

    Bad:

        services:
          web:
            spread: none
            expose: {type: LoadBalancer, loadBalancer: {targets: instance, trafficPolicy: Local, crossZone: true}}

    Good:

        services:
          web:
            spread: {over: node, required: true}
            expose: {type: LoadBalancer, loadBalancer: {targets: instance, trafficPolicy: Local, crossZone: true}}
    """
    for name, balancer in service_load_balancers(platform).items():
        service = platform.services[name]
        if balancer.traffic_policy != "Local":
            continue
        placed = spread(service)
        if service.kind != "DaemonSet" and not (placed and placed.over == "node" and placed.required):
            message = f"pods of {name} on one node share what one alone gets elsewhere; require a spread over nodes"
            yield Violation(service, "spread", message, _spread_over_nodes(service))
        if service.probes.readiness is None:
            message = f"a node counts as soon as a process of {name} runs; add a readiness probe"
            yield Violation(balancer, "traffic_policy", message)


def _spread_over_nodes(service: Service) -> Fix | None:
    """A word becomes what is required; more than a word is left to whoever wrote it, but for a spread over nodes."""
    given = service.spread
    if isinstance(given, Spread):
        return Fix(True, field="required", node=given) if given.over == "node" else None
    return Fix({"over": "node", "required": True})
