from collections.abc import Iterator

from generator.platform.network.addresses import any_network
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.remedies.endpoint import private_alone
from lint.rule import ERROR, rule


@rule(
    "CLU-001",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
    also=(
        "cis:5.4.1",
        "security-hub:EKS.1",
        "hardeneks:check_endpoint_public_access",
        "checkov:CKV_AWS_38",
    ),
)
def public_endpoint_open(platform: Platform) -> Iterator[Violation]:
    """The Kubernetes API is open to the whole internet.

    A leaked token, or the next flaw in the API server, is then within everybody's reach. Without `publicCidrs` AWS
    opens it to 0.0.0.0/0. Name who may reach it, or close it where people come by a connected network.

    Bad:

        vpc: {connectedCidrs: {office: 192.168.0.0/16}}
        cluster: {endpoint: {public: true, privateCidrs: [192.168.0.0/16]}}

    Good:

        vpc: {connectedCidrs: {office: 192.168.0.0/16}}
        cluster: {endpoint: {public: false, privateCidrs: [192.168.0.0/16]}}
    """
    endpoint = platform.cluster.endpoint
    if not endpoint.public:
        return
    if not endpoint.public_cidrs:
        message = "the API is open to everybody; name in publicCidrs who may reach it"
        yield Violation(endpoint, "public", message, private_alone(endpoint))
    others = any(any_network(cidr).prefixlen for cidr in endpoint.public_cidrs)
    for index, cidr in enumerate(endpoint.public_cidrs):
        if any_network(cidr).prefixlen == 0:
            message = f"{cidr} is the whole internet; name who may reach the API"
            yield Violation(endpoint, ("public_cidrs", index), message, Fix(REMOVED) if others else None)
