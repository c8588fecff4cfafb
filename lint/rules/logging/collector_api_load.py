from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.logs.collectors import asks_kubelet
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

_MANY = 50


@rule("LOG-010", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/observability.html")
def collector_api_load(platform: Platform) -> Iterator[Violation]:
    """Collectors of many nodes ask the Kubernetes API about pods.

    Each asks once for every pod of its node, and all at once when they are rolled out. From Kubernetes 1.34 on, Fluent
    Bit asks the kubelet of its own node instead, with rights to nothing but the node's pods; Fluentd's plugin cannot.

    Bad:

        nodes: {groups: {general: {scaling: {max: 60}}}}
        logging: {collector: fluentd}

    Good:

        nodes: {groups: {general: {scaling: {max: 60}}}}
        logging: {collector: fluent-bit}
    """
    nodes = sum(group.scaling.max for group in platform.nodes.groups.values())
    if nodes <= _MANY or asks_kubelet(platform) or not fleets(platform):
        return
    if platform.logging.collector == "fluentd":
        message = f"{nodes} nodes ask the API about their pods; use fluent-bit"
        yield Violation(platform.logging, "collector", message, Fix("fluent-bit"))
    else:
        message = f"{nodes} nodes ask the API about their pods for logs; with 1.34 or newer each asks its own kubelet"
        yield Violation(platform.cluster, "version", message)
