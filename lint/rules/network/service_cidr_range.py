from collections.abc import Iterator

from generator.platform.network.addresses import network
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.service_cidr import free_service_cidr
from lint.rule import ERROR, rule

ALLOWED = tuple(map(network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


@rule("NET-031", ERROR, "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html")
def service_cidr_range(platform: Platform) -> Iterator[Violation]:
    """The service CIDR is not one that EKS takes.

    It lies in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 and is a /24 to a /12. It can never be changed.

    Bad:

        cluster: {serviceCidr: 100.64.0.0/16}

    Good:

        cluster: {serviceCidr: 172.20.0.0/16}
    """
    if platform.cluster.service_cidr is None:
        return
    cidr = network(platform.cluster.service_cidr)
    if not 12 <= cidr.prefixlen <= 24:
        message = f"{cidr} is not between /12 and /24"
        yield Violation(platform.cluster, "service_cidr", message, free_service_cidr(platform))
    elif not any(cidr.subnet_of(allowed) for allowed in ALLOWED):
        message = f"{cidr} is not in {', '.join(map(str, ALLOWED))}"
        yield Violation(platform.cluster, "service_cidr", message, free_service_cidr(platform))
