from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CLU-030", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html")
def hybrid_nodes_two_endpoints(platform: Platform) -> Iterator[Violation]:
    """Hybrid nodes would use the public endpoint beside a private one.

    With both endpoints on, the API's name resolves to public addresses everywhere outside the VPC. Hybrid nodes then
    leave by the internet, where publicCidrs keeps them out or the private line is of no use.

    Bad:

        vpc: {connectedCidrs: {hall: 192.168.0.0/16}}
        cluster:
          endpoint: {private: true, public: true}
          remoteNetworks: {nodes: [192.168.0.0/20]}

    Good:

        vpc: {connectedCidrs: {hall: 192.168.0.0/16}}
        cluster:
          endpoint: {private: true, public: false}
          remoteNetworks: {nodes: [192.168.0.0/20]}
    """
    endpoint = platform.cluster.endpoint
    if platform.cluster.remote_networks is not None and endpoint.private and endpoint.public:
        message = "hybrid nodes find only the public endpoint while both are on; switch one off"
        yield Violation(endpoint, "public", message, None if endpoint.public_cidrs else Fix(False))
