from collections.abc import Iterator

from generator.platform.network.addresses import service_network, vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.service_cidr import free_service_cidr
from lint.rule import ERROR, rule


@rule("NET-032", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html")
def service_cidr_overlaps_vpc(platform: Platform) -> Iterator[Violation]:
    """Kubernetes services have addresses of the VPC.

    kube-proxy answers for every address of the service CIDR on every node: what really lies there, a node, a pod or a
    database, cannot be reached. EKS refuses such a cluster, and the service CIDR can never be changed.

    Bad:

        cluster: {serviceCidr: 10.0.0.0/20}

    Good:

        cluster: {serviceCidr: 172.20.0.0/16}
    """
    services = service_network(platform)
    for cidr in vpc_networks(platform):
        if services and services.overlaps(cidr):
            chosen = "" if platform.cluster.service_cidr else ", which EKS chooses,"
            message = f"service addresses {services}{chosen} overlap the VPC's {cidr}; set a serviceCidr outside"
            yield Violation(platform.cluster, "service_cidr", message, free_service_cidr(platform))
