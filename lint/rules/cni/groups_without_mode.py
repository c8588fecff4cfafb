from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-076", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html")
def groups_without_mode(platform: Platform) -> Iterator[Violation]:
    """Services name security groups, and the CNI does not give pods any.

    With securityGroupsForPods off no pod gets a group of its own: it keeps the node's, and what the named groups should
    keep apart is open, or what they should open is closed.

    Bad:

        cni: {securityGroupsForPods: "off"}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}

    Good:

        cni: {securityGroupsForPods: strict}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}
    """
    if platform.cni.security_groups_for_pods != "off":
        return
    for service in platform.services.values():
        if service.security_groups:
            message = "no pod gets them with cni.securityGroupsForPods off; set strict or standard there"
            fix = Fix("strict", field="security_groups_for_pods", node=platform.cni)
            yield Violation(service, "security_groups", message, fix)
