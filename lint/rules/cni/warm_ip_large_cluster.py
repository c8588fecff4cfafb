from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.nodes.max_pods import counted
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CNI-015", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def warm_ip_large_cluster(platform: Platform) -> Iterator[Violation]:
    """Warm addresses are counted one by one in a cluster of more than 100 nodes.

    With `ips` every node calls EC2 again and again as pods come and go. The calls of the whole account share one rate
    limit: with hundreds of nodes they are throttled, and pods wait for addresses. The CNI's authors advise against it
    for large clusters. Warm prefixes need one call for 16 addresses.

    Bad:

        cni: {warm: {ips: 2, minimumIps: 20}}
        nodes: {groups: {general: {scaling: {min: 3, max: 101}}}}
        subnets: {private: {size: 19}}

    Good:

        cni: {mode: prefixDelegation, warm: {ips: 2, minimumIps: 20}}
        nodes: {groups: {general: {scaling: {min: 3, max: 101}}}}
        subnets: {private: {size: 19}}
    """
    large = platform.lint.parameters.warm_ip_nodes
    nodes = sum(fleet.max for fleet in fleets(platform))
    if counted(platform).warm.ips is not None and platform.cni.mode == "secondaryIp" and nodes > large:
        message = f"{nodes} nodes would call EC2 for single addresses; use prefixDelegation, or leave ips out"
        fix = Fix("prefixDelegation", field="mode", node=platform.cni)
        yield Violation(platform.cni.warm, "ips", message, fix)
