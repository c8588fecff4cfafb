from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("SCA-002", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html")
def too_many_node_groups(platform: Platform) -> Iterator[Violation]:
    """There are as many managed node groups as EKS allows a cluster.

    The quota is 30 unless AWS has raised it for the account, and an edit that makes a group anew needs one more for a
    while: the new group is there before the old one goes. Karpenter makes nodes of many kinds from one pool. Set
    lint.parameters.nodeGroups where the quota is another one.

    Bad:

        lint: {parameters: {nodeGroups: 1}}

    Good:

        lint: {parameters: {nodeGroups: 2}}
    """
    quota = platform.lint.parameters.node_groups
    groups = sum(group.managed for group in platform.nodes.groups.values())
    if groups >= quota:
        message = f"{groups} managed groups, and the quota of {quota} must hold one more while one is replaced"
        yield Violation(platform.nodes, "groups", f"{message}; merge some, or use Karpenter")
