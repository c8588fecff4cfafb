from collections.abc import Iterator

from generator.platform.nodes.branch_interfaces import grouped_services
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CNI-035", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def groups_bypassed(platform: Platform) -> Iterator[Violation]:
    """What pods send out of the VPC passes the node's security groups, not their own.

    In standard mode with snat node, traffic out of the VPC leaves by the node's first interface with the node's
    address. A pod's groups then say nothing about it. With snat external it leaves by the pod's own interface.

    Bad:

        cni: {securityGroupsForPods: standard, snat: {mode: node}}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}

    Good:

        cni: {securityGroupsForPods: standard, snat: {mode: external}}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}
    """
    cni = platform.cni
    if cni.security_groups_for_pods == "standard" and cni.snat.mode == "node" and any(grouped_services(platform)):
        message = "with snat node, pods' own groups do not hold for what leaves the VPC; set external, or strict groups"
        yield Violation(cni.snat, "mode", message, Fix("external"))
