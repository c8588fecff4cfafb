from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CLU-026", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html")
def connected_networks_locked_out(platform: Platform) -> Iterator[Violation]:
    """Only nodes reach the Kubernetes API, though other networks are connected.

    The security group of the cluster lets in what has that group itself: nodes. From an office, a VPN or a runner the
    name resolves to private addresses and the connection then times out, for kubectl and for the bootstrap root alike.

    Bad:

        vpc: {connectedCidrs: {office: 192.168.0.0/16}}

    Good:

        vpc: {connectedCidrs: {office: 192.168.0.0/16}}
        cluster: {endpoint: {privateCidrs: [192.168.0.0/16]}}
    """
    cluster, endpoint = platform.cluster, platform.cluster.endpoint
    reachable = endpoint.public or endpoint.private_cidrs or cluster.security_groups or cluster.remote_networks
    if endpoint.private and platform.vpc.connected_cidrs and not reachable:
        names = ", ".join(sorted(platform.vpc.connected_cidrs))
        message = f"nobody from {names} reaches the API; name in privateCidrs who may"
        yield Violation(cluster, "endpoint", message)
