from collections.abc import Iterator

from generator.platform.network.addresses import network, service_network
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.service_cidr import free_service_cidr
from lint.rule import ERROR, rule


@rule(
    "NET-033", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html", also=("groundplan:NET-034",)
)
def service_cidr_overlaps_connected(platform: Platform) -> Iterator[Violation]:
    """Kubernetes services have addresses of a connected network.

    Pods that call such an address reach a Kubernetes service, or nothing, never the network on the other side. The
    service CIDR can never be changed.

    Bad:

        vpc: {connectedCidrs: {office: 172.20.0.0/14}}
        cluster: {endpoint: {privateCidrs: [172.20.0.0/14]}}

    Good:

        vpc: {connectedCidrs: {office: 172.20.0.0/14}}
        cluster: {serviceCidr: 10.100.0.0/16, endpoint: {privateCidrs: [172.20.0.0/14]}}
    """
    services = service_network(platform)
    for name, cidr in platform.vpc.connected_cidrs.items():
        if services and services.overlaps(network(cidr)):
            chosen = "" if platform.cluster.service_cidr else ", which EKS chooses,"
            message = f"service addresses {services}{chosen} overlap {name} ({cidr}); set a serviceCidr outside"
            yield Violation(platform.cluster, "service_cidr", message, free_service_cidr(platform))
