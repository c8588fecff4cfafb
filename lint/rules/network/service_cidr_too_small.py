from collections.abc import Iterator

from generator.platform.network.addresses import service_network
from generator.platform.services.workloads import exposed
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.service_cidr import free_service_cidr
from lint.rule import WARNING, rule

OTHERS = 16
"""Of Kubernetes, its DNS, Flux and the controllers, with some to spare."""


@rule("NET-035", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html")
def service_cidr_too_small(platform: Platform) -> Iterator[Violation]:
    """The service CIDR has hardly more addresses than there are services.

    Every Service takes one, and the CIDR can never be changed: when it is full, a new cluster is the way on.

        need = (services + 16 of the cluster itself) * 1.2
        have = 2^(32 - prefix) - 2

    Bad:

        cluster: {serviceCidr: 172.20.0.0/28}

    Good:

        cluster: {serviceCidr: 172.20.0.0/16}
    """
    services = service_network(platform)
    if services is None:
        return
    own = sum(map(exposed, platform.services.values()))
    need, have = (own + OTHERS) * 12 // 10, services.num_addresses - 2
    if need > have:
        what = f"{service_network(platform)} has {have} addresses, and {own} services with all else want {need}"
        message = f"{what}; choose a larger one before the cluster is made"
        yield Violation(platform.cluster, "service_cidr", message, free_service_cidr(platform))
