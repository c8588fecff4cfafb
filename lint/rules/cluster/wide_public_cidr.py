from collections.abc import Iterator

from generator.platform.network.addresses import any_network
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

WIDEST_IPV6 = 48
"""What a site is given. https://www.rfc-editor.org/rfc/rfc6177"""


@rule("CLU-003", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html", also=("cis:5.4.1",))
def wide_public_cidr(platform: Platform) -> Iterator[Violation]:
    """The Kubernetes API is open to a large part of the internet.

    An office or a VPN leaves through a few addresses. What is wider than a /24, or a /48 of IPv6, usually belongs to a
    provider, and lets all of its customers try.

    Bad:

        cluster: {endpoint: {public: true, publicCidrs: [203.0.0.0/16]}}

    Good:

        cluster: {endpoint: {public: true, publicCidrs: [203.0.113.0/24]}}
    """
    endpoint = platform.cluster.endpoint
    widest = {4: platform.lint.parameters.api_prefix, 6: WIDEST_IPV6}
    for index, cidr in enumerate(endpoint.public_cidrs if endpoint.public else ()):
        block = any_network(cidr)
        if 0 < block.prefixlen < widest[block.version]:
            size = f"{block.num_addresses:,} addresses" if block.version == 4 else "many sites"
            yield Violation(
                endpoint, ("public_cidrs", index), f"{cidr} lets {size} reach the API; name the few that need it"
            )
