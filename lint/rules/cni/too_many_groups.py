from collections.abc import Iterator

from generator.platform.nodes.branch_interfaces import grouped_services
from generator.platform.types.cni import Cni
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

QUOTA = 5


@rule(
    "CNI-033",
    ERROR,
    "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
)
def too_many_groups(platform: Platform) -> Iterator[Violation]:
    """More security groups than a network interface may have.

    An interface has at most five groups unless AWS raised the quota, and the cluster's own is one of them. EC2 refuses
    to make the interface, so the pod never starts.

    Bad:

        cni: {securityGroupsForPods: strict}
        services: {web: {securityGroups: [sg-01234560, sg-01234561, sg-01234562, sg-01234563, sg-01234564]}}

    Good:

        cni: {securityGroupsForPods: strict}
        services: {web: {securityGroups: [sg-01234560, sg-01234561, sg-01234562, sg-01234563]}}
    """
    cni = platform.cni
    for _, service in grouped_services(platform):
        if message := _too_many(cni, service.security_groups):
            yield Violation(service, "security_groups", message)
    said = cni.pod_security_groups
    if isinstance(said, dict):
        for zone, groups in said.items():
            if message := _too_many(cni, groups):
                yield Violation(cni, ("pod_security_groups", zone), message)
    elif message := _too_many(cni, said):
        yield Violation(cni, "pod_security_groups", message)


def _too_many(cni: Cni, groups: tuple[str, ...]) -> str | None:
    count = len(set(groups)) + cni.cluster_security_group
    if count <= QUOTA:
        return None
    own = ", with the cluster's own," if cni.cluster_security_group else ""
    return f"{count} groups{own} are more than the {QUOTA} of an interface; put rules together, or raise the quota"
