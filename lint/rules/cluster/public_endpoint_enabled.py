from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.endpoint import private_alone
from lint.rule import INFO, WARNING, rule


@rule(
    "CLU-002",
    INFO,
    "https://docs.aws.amazon.com/eks/latest/best-practices/cluster-access-management.html",
    production=WARNING,
    also=(
        "cis:5.4.2",
        "security-hub:EKS.1",
        "hardeneks:check_endpoint_public_access",
        "checkov:CKV_AWS_39",
    ),
)
def public_endpoint_enabled(platform: Platform) -> Iterator[Violation]:
    """The Kubernetes API has an address on the internet.

    publicCidrs keeps others out for as long as the list is right. Without the endpoint there is no list: people come in
    by a network that is connected to the VPC, and a leaked token is of no use outside.

    Bad:

        vpc: {connectedCidrs: {office: 192.168.0.0/16}}
        cluster: {endpoint: {public: true, privateCidrs: [192.168.0.0/16]}}

    Good:

        vpc: {connectedCidrs: {office: 192.168.0.0/16}}
        cluster: {endpoint: {public: false, privateCidrs: [192.168.0.0/16]}}
    """
    endpoint = platform.cluster.endpoint
    if endpoint.public:
        message = "the API has a public endpoint; set false, and name who comes from other networks in privateCidrs"
        yield Violation(endpoint, "public", message, private_alone(endpoint))
