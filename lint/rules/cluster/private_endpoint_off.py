from collections.abc import Iterator

from generator.platform.network.addresses import any_network
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CLU-004", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html", also=("cis:5.4.2",))
def private_endpoint_off(platform: Platform) -> Iterator[Violation]:
    """Nodes talk to their own control plane over the internet.

    Without the private endpoint every kubelet leaves the VPC through NAT to reach the API. When NAT fails, the
    nodes turn NotReady and their pods are evicted, though nothing was wrong with either.

    Bad:

        cluster: {endpoint: {private: false, public: true}}
        lint:
          allow:
            - {rule: public-endpoint-enabled, reason: "a workshop for everybody"}
            - {rule: public-endpoint-open, reason: "a workshop for everybody"}

    Good:

        cluster: {endpoint: {private: true, public: true}}
        lint:
          allow:
            - {rule: public-endpoint-enabled, reason: "a workshop for everybody"}
            - {rule: public-endpoint-open, reason: "a workshop for everybody"}
    """
    endpoint = platform.cluster.endpoint
    everybody = not endpoint.public_cidrs or any(not any_network(cidr).prefixlen for cidr in endpoint.public_cidrs)
    if endpoint.public and not endpoint.private and everybody:
        yield Violation(endpoint, "private", "nodes reach the API only over the internet; set private: true", Fix(True))
