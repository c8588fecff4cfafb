from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CLU-029", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-cluster-create.html")
def hybrid_nodes_locked_out(platform: Platform) -> Iterator[Violation]:
    """Hybrid nodes have networks without an access entry, or an entry without networks.

    They join by an access entry of type HYBRID_LINUX, and EKS takes only machines whose addresses lie in
    remoteNetworks. With one of the two no machine ever joins.

    Bad:

        cluster: {access: {machines: {principal: "arn:aws:iam::111122223333:role/Machines", type: HYBRID_LINUX}}}

    Good:

        vpc: {connectedCidrs: {hall: 192.168.0.0/16}}
        cluster:
          access: {machines: {principal: "arn:aws:iam::111122223333:role/Machines", type: HYBRID_LINUX}}
          remoteNetworks: {nodes: [192.168.0.0/20], credentials: none}
    """
    cluster = platform.cluster
    hybrid = [name for name, entry in cluster.access.items() if entry.type == "HYBRID_LINUX"]
    if cluster.remote_networks is None:
        for name in hybrid:
            message = f"the machines of {name} lie in no network of cluster.remoteNetworks; name theirs there"
            yield Violation(cluster, ("access", name), message)
    elif cluster.remote_networks.credentials == "none" and not hybrid:
        message = "no access entry of type HYBRID_LINUX lets a machine in; add one, or set credentials: ssm"
        yield Violation(cluster, "remote_networks", message)
