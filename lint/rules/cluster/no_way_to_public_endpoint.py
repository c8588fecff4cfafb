from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CLU-028", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html")
def no_way_to_public_endpoint(platform: Platform) -> Iterator[Violation]:
    """Nodes have no way to the only endpoint of the Kubernetes API.

    Without the private endpoint the API is on the internet, also for nodes. Nodes in an isolated tier, or anywhere
    private where there is no NAT, cannot get there, with or without VPC endpoints, and never join.

    Bad:

        vpc: {nat: none}
        registry: {mirror: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}
        lint: {allow: [{rule: public-endpoint-enabled, reason: "the runners have no other way"}]}
        cluster: {endpoint: {private: false, public: true, publicCidrs: [203.0.113.0/24]}}

    Good:

        vpc: {nat: none}
        registry: {mirror: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}
        lint: {allow: [{rule: public-endpoint-enabled, reason: "the runners have no other way"}]}
        cluster: {endpoint: {private: true, public: true, publicCidrs: [203.0.113.0/24]}}
    """
    endpoint = platform.cluster.endpoint
    if endpoint.private or not endpoint.public:
        return
    for fleet in fleets(platform):
        kind = platform.subnets[fleet.subnets].kind
        if kind == "isolated" or (kind == "private" and platform.vpc.nat == "none"):
            message = f"nodes of {fleet.name} have no way to the internet, where the API is; set private: true"
            yield Violation(endpoint, "private", message, Fix(True))
