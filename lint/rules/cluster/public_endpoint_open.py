from collections.abc import Iterator

from generator.platform.addresses import any_network
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
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
    opens it to 0.0.0.0/0.

    Bad:

        cluster: {endpoint: {public: true}}

    Good:

        cluster: {endpoint: {public: true, publicCidrs: [203.0.113.0/24]}}
    """
    endpoint = platform.cluster.endpoint
    if not endpoint.public:
        return
    if not endpoint.public_cidrs:
        yield Violation(endpoint, "public", "the API is open to everybody; name in publicCidrs who may reach it")
    for index, cidr in enumerate(endpoint.public_cidrs):
        if any_network(cidr).prefixlen == 0:
            yield Violation(
                endpoint, ("public_cidrs", index), f"{cidr} is the whole internet; name who may reach the API"
            )
