from collections.abc import Iterator

from generator.platform.nodes.branch_interfaces import grouped_services
from generator.platform.services.pod_roles import mechanism_of
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("IAM-042", ERROR, "https://github.com/jtblin/kube2iam#iptables")
def branch_interface_not_intercepted(platform: Platform) -> Iterator[Violation]:
    """Pods with security groups of their own get no credentials from kube2iam or kiam.

    Such a pod has a branch interface, whose end on the node is called vlan and not eni: the rule that sends pods to
    the agent does not see it. The pod asks the real metadata service, which does not answer it.

    Bad:

        cni: {securityGroupsForPods: standard, snat: {mode: external}}
        services: {web: {iam: app, securityGroups: [sg-0123456789abcdef0]}}
        iam: {mechanism: kube2iam, roles: {app: {}}}

    Good:

        cni: {securityGroupsForPods: standard, snat: {mode: external}}
        services: {web: {iam: app, securityGroups: [sg-0123456789abcdef0]}}
        iam: {mechanism: kube2iam, roles: {app: {mechanism: podIdentity}}}
    """
    for name, service in grouped_services(platform):
        if service.iam is not None:
            role = platform.iam.roles[service.iam]
            mechanism = mechanism_of(platform, role)
            if mechanism in {"kiam", "kube2iam"}:
                message = f"{name} has a branch interface, which {mechanism} does not intercept; use podIdentity"
                yield Violation(service, "iam", message, Fix("podIdentity", field="mechanism", node=role))
