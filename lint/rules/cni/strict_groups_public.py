from collections.abc import Iterator

from generator.platform.network.placement import pod_tiers
from generator.platform.nodes.branch_interfaces import grouped_services
from generator.platform.nodes.taints import open_fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.tier import private_for
from lint.rule import ERROR, rule


@rule("CNI-029", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html")
def strict_groups_public(platform: Platform) -> Iterator[Violation]:
    """With strict security groups, pods in a public tier reach nothing outside the VPC.

    In strict mode all traffic of such a pod leaves by its branch interface, with the pod's own address. Nothing
    translates it on the node, and a branch interface has no public address, so only NAT leads out.

    Bad:

        cni: {securityGroupsForPods: strict}
        nodes: {groups: {general: {subnets: public}}}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}

    Good:

        cni: {securityGroupsForPods: strict}
        nodes: {groups: {general: {subnets: private}}}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}
    """
    names = [name for name, _ in grouped_services(platform)]
    if platform.cni.security_groups_for_pods != "strict" or not names:
        return
    having = {tier: fleet for fleet in open_fleets(platform) for tier in pod_tiers(platform, fleet)}
    for tier, fleet in sorted(having.items()):
        if platform.subnets[tier].kind == "public":
            message = f"pods of {names[0]} lie in the public tier {tier}, and strict gives them no way out"
            message = f"{message}; use a private tier, or standard"
            yield Violation(platform.cni, "security_groups_for_pods", message, private_for(platform, fleet, tier))
