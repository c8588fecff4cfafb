from collections.abc import Iterator

from generator.platform.network.addresses import any_network
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CLU-005", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html")
def nodes_locked_out(platform: Platform) -> Iterator[Violation]:
    """Nodes cannot reach the Kubernetes API.

    Without the private endpoint nodes come to the public one from the addresses of the NAT gateways, which AWS chooses,
    and publicCidrs does not let them in; with both endpoints off nobody comes in at all. No node ever joins.

    Bad:

        cluster: {endpoint: {private: false, public: false}}

    Good:

        cluster: {endpoint: {private: true, public: false}}
    """
    endpoint = platform.cluster.endpoint
    if endpoint.private:
        return
    if not endpoint.public:
        yield Violation(
            endpoint, "private", "the API has neither a private nor a public endpoint; set private: true", Fix(True)
        )
    elif endpoint.public_cidrs and all(any_network(cidr).prefixlen for cidr in endpoint.public_cidrs):
        yield Violation(
            endpoint,
            "private",
            "publicCidrs keeps the nodes out; set private: true, for them to come in there",
            Fix(True),
        )
