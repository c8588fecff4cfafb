from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule("CLU-024", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html")
def node_role_access_entry(platform: Platform) -> Iterator[Violation]:
    """An access entry names a role of our nodes.

    Whoever makes the nodes makes their entry too: EKS for node groups and Amazon's own pools, and what is rendered for
    your own pools and for hybrid nodes. A principal has one entry, so the second is refused when the cluster is already
    made.

    Bad:

        cluster:
          access:
            admins: {principal: "arn:aws:iam::111122223333:role/Admin", policy: ClusterAdmin}
            nodes: {principal: "arn:aws:iam::111122223333:role/demo-node", type: EC2_LINUX}

    Good:

        cluster:
          access:
            admins: {principal: "arn:aws:iam::111122223333:role/Admin", policy: ClusterAdmin}
    """
    groups = platform.nodes.groups
    names = {"node", *(f"node-{name}" for name, group in groups.items() if group.access.ssm)}
    if platform.nodes.karpenter is not None:
        names |= {"karpenter-node", "karpenter-node-ssm"}
    if auto_mode(platform) is not None:
        names |= {"auto-node", "auto-pools"}
    remote = platform.cluster.remote_networks
    if remote is not None and remote.credentials == "ssm":
        names.add("hybrid-nodes")
    ours = {f"{platform.account}:role/{platform.name}-{name}" for name in names}
    for name, entry in platform.cluster.access.items():
        if entry.principal.partition("::")[2] in ours:
            message = f"{name} is a role of our nodes, which has an entry; take this one out"
            fix = Fix(REMOVED, field=("access", name), node=platform.cluster)
            yield Violation(entry, "principal", message, fix)
