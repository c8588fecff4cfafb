from collections.abc import Iterator

from generator.platform.nodes.branch_interfaces import grouped_services
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CNI-032", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html")
def outside_cluster_group(platform: Platform) -> Iterator[Violation]:
    """Pods are not in the cluster's security group, and only their own groups can let them work.

    The cluster's group lets them reach DNS, the API and kubelets: rules for that are rendered. The other half is in
    your groups, which this tool cannot see: out to the cluster's group on 53 (UDP and TCP) and 443, and in from it on
    every port that a probe, a service or a load balancer asks. Allow this finding once they do.

    Bad:

        cni: {securityGroupsForPods: strict, clusterSecurityGroup: false}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}

    Good:

        cni: {securityGroupsForPods: strict, clusterSecurityGroup: true}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}
    """
    cni = platform.cni
    if cni.cluster_security_group:
        return
    names = [name for name, _ in grouped_services(platform)]
    who = [f"pods of {', '.join(names)}"] if names else []
    if cni.pod_subnets is not None and cni.pod_security_groups:
        who.append(f"pods in {cni.pod_subnets}")
    if who:
        message = (
            f"{' and '.join(who)} depend on their own groups for DNS, the API and probes; check them, then allow this"
        )
        yield Violation(cni, "cluster_security_group", message, Fix(True))
