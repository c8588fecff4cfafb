from collections.abc import Iterator

from generator.platform.addresses import service_network
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

SYSTEM = 6
"""Services of what every cluster runs: kubernetes, kube-dns, metrics-server and the controllers' webhooks."""

FULL = 0.8


@rule("NET-035", WARNING, "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html")
def service_cidr_too_small(platform: Platform) -> Iterator[Violation]:
    """The service CIDR is nearly used up.

    Every Service but a headless one has an address of it. When none is left no Service can be made, and the CIDR can
    never be changed: only a new cluster helps.

    Bad:

        cluster: {serviceCidr: 172.20.0.0/29}

    Good:

        cluster: {serviceCidr: 172.20.0.0/20}
    """
    cidr = service_network(platform)
    room = cidr.num_addresses - 2
    needed = SYSTEM + sum(service.expose.type == "ClusterIP" for service in platform.services.values())
    if needed > room * FULL:
        message = f"{needed} services of {max(room, 0)} addresses in {cidr}; use a larger one while it can be chosen"
        yield Violation(platform.cluster, "service_cidr", message)
