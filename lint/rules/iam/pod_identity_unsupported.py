from collections.abc import Iterator

from generator.platform.cluster.system_pods import system_pods, system_profile
from generator.platform.nodes.fargate import services_by_profile
from generator.platform.services.pod_roles import INTERCEPTORS, mechanism_of
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule

NEEDS_NODE = ("podIdentity", *INTERCEPTORS)


@rule("IAM-006", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html")
def pod_identity_unsupported(platform: Platform) -> Iterator[Violation]:
    """Pods run on Fargate and have their role by an agent on their node, which does not work there.

    The agent of EKS Pod Identity is a DaemonSet, as those are that intercept the metadata service, and Fargate has
    neither. Every call to AWS fails for want of credentials. IAM roles for service accounts (irsa) work there. The
    controllers that we install have Pod Identity: one that makes load balancers or volumes must run on nodes.

    Bad:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        services: {web: {iam: web}}
        iam: {roles: {web: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        lint: {allow: [{rule: netpol-unsupported-node, reason: "nothing but its route calls it"}]}

    Good:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        services: {web: {iam: web}}
        iam:
          roles:
            web: {mechanism: irsa, statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}
        lint: {allow: [{rule: netpol-unsupported-node, reason: "nothing but its route calls it"}]}
    """
    for profile, services in services_by_profile(platform).items():
        for name, service in services.items() if profile else ():
            role = platform.iam.roles[service.iam] if service.iam else None
            mechanism = mechanism_of(platform, role) if role else "irsa"
            if mechanism in NEEDS_NODE:
                message = f"{name} runs on Fargate ({profile}), where {mechanism} does not work; give its role irsa"
                yield Violation(service, "iam", message, Fix("irsa", field="mechanism", node=role))
    for each in system_pods(platform):
        found = system_profile(platform, each)
        if each.needs_role and found is not None and platform.nodes.fargate is not None:
            message = f"{each.name} would run on Fargate, where it gets no credentials; narrow {found} by labels"
            yield Violation(platform.nodes.fargate, ("profiles", found), message)
