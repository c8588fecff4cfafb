from collections.abc import Iterator

from generator.platform.nodes.branch_interfaces import branch_enis, grouped_services
from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.taints import open_fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CNI-024", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html")
def no_trunk_interface(platform: Platform) -> Iterator[Violation]:
    """No instance type can give pods security groups of their own.

    Each such pod has a branch network interface, and only types with a trunk interface take branches: most Nitro types,
    and none of the t family. On others the pods stay Pending for want of vpc.amazonaws.com/pod-eni.

    Bad:

        cni: {securityGroupsForPods: standard, snat: {mode: external}}
        nodes: {groups: {general: {instanceTypes: [t4g.xlarge]}}}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}

    Good:

        cni: {securityGroupsForPods: standard, snat: {mode: external}}
        nodes: {groups: {general: {instanceTypes: [m7g.xlarge]}}}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}
    """
    open_to_all = open_fleets(platform)
    names = [name for name, _ in grouped_services(platform)]
    if not names or any(branch_enis(fleet) != 0 for fleet in open_to_all):
        return
    for fleet in open_to_all:
        for index, type_name in enumerate(fleet.instance_types):
            known = instance_type(type_name)
            if known and not known.branch_enis:
                what = f"{type_name} takes no branch interface, which pods of {names[0]} need"
                yield Violation(
                    fleet.node, ("instance_types", index), f"{what}; use a Nitro type that is not of the t family"
                )
