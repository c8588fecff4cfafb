from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-031", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/sgpp.html")
def no_grace_for_groups(platform: Platform) -> Iterator[Violation]:
    """Pods with security groups of their own are killed without a moment's grace.

    The CNI takes a pod's branch interface back while the pod ends. With a grace period of 0 the pod is gone before,
    and the interface stays behind: the node runs out of them, and further pods wait.

    Bad:

        cni: {securityGroupsForPods: strict}
        services: {web: {securityGroups: [sg-0123456789abcdef0], termination: {gracePeriodSeconds: 0}}}

    Good:

        cni: {securityGroupsForPods: strict}
        services: {web: {securityGroups: [sg-0123456789abcdef0], termination: {gracePeriodSeconds: 30}}}
    """
    if platform.cni.security_groups_for_pods == "off":
        return
    for service in platform.services.values():
        if service.security_groups and service.termination.grace_period_seconds == 0:
            message = "the branch interfaces of its pods would stay behind; give it a second or more"
            yield Violation(service.termination, "grace_period_seconds", message, Fix(30))
