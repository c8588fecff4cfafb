from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule("CLU-035", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html")
def ipv6_public_cidr(platform: Platform) -> Iterator[Violation]:
    """IPv6 addresses are let in to an endpoint that has none.

    Only an IPv6 cluster has a dual-stack endpoint. For an IPv4 one EKS refuses a list with IPv6 addresses in it.

    Bad:

        cluster: {endpoint: {public: true, publicCidrs: [203.0.113.0/24, "2001:db8:4::/48"]}}
        lint: {allow: [{rule: public-endpoint-enabled, reason: "the runners have no other way"}]}

    Good:

        cluster: {endpoint: {public: true, publicCidrs: [203.0.113.0/24]}}
        lint: {allow: [{rule: public-endpoint-enabled, reason: "the runners have no other way"}]}
    """
    endpoint = platform.cluster.endpoint
    fix = None if all(":" in cidr for cidr in endpoint.public_cidrs) else Fix(REMOVED)
    for index, cidr in enumerate(endpoint.public_cidrs):
        if ":" in cidr and not is_ipv6(platform):
            message = f"the endpoint of an IPv4 cluster has no IPv6 address, so {cidr} cannot come in; remove it"
            yield Violation(endpoint, ("public_cidrs", index), message, fix)
