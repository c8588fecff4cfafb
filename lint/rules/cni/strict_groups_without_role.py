from collections.abc import Iterator

from generator.platform.nodes.branch_interfaces import grouped_services
from generator.platform.services.pod_roles import mechanism_of
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-077", ERROR, "https://github.com/aws/amazon-vpc-resource-controller-k8s/issues/618")
def strict_groups_without_role(platform: Platform) -> Iterator[Violation]:
    """A pod with strict security groups gets no credentials of its role.

    Pods ask the Pod Identity agent on their own node, at a link-local address. In strict mode all that a pod sends
    leaves by its branch interface, so the question never arrives. A role with the mechanism irsa works in both modes.

    Bad:

        cni: {securityGroupsForPods: strict}
        iam: {roles: {web: {managedPolicies: ["arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"]}}}
        services: {web: {iam: web, securityGroups: [sg-0123456789abcdef0]}}

    Good:

        cni: {securityGroupsForPods: strict}
        iam: {roles: {web: {mechanism: irsa, managedPolicies: ["arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"]}}}
        services: {web: {iam: web, securityGroups: [sg-0123456789abcdef0]}}
    """
    if platform.cni.security_groups_for_pods != "strict":
        return
    for name, service in grouped_services(platform):
        role = platform.iam.roles[service.iam] if service.iam else None
        if role and mechanism_of(platform, role) == "podIdentity":
            message = f"pods of {name} cannot reach the Pod Identity agent with strict groups; set standard, or irsa"
            yield Violation(service, "iam", message, Fix("irsa", field="mechanism", node=role))
