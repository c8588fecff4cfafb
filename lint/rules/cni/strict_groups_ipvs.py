from collections.abc import Iterator

from generator.platform.nodes.branch_interfaces import grouped_services
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-034", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/sgpp.html")
def strict_groups_ipvs(platform: Platform) -> Iterator[Violation]:
    """Strict security groups for pods do not go with kube-proxy in ipvs mode.

    In strict mode a pod's traffic leaves by its branch interface before the node's own rules. IPVS answers for services
    on the node itself, so what such a pod sends to a service is lost.

    Bad:

        addons: {kube-proxy: {mode: ipvs}}
        cni: {securityGroupsForPods: strict}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}

    Good:

        addons: {kube-proxy: {mode: iptables}}
        cni: {securityGroupsForPods: strict}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}
    """
    strict = platform.cni.security_groups_for_pods == "strict"
    if strict and platform.addons.kube_proxy.mode == "ipvs" and any(grouped_services(platform)):
        message = "kube-proxy in ipvs mode does not go with strict; set standard, or another mode of kube-proxy"
        fix = Fix("iptables", field="mode", node=platform.addons.kube_proxy)
        yield Violation(platform.cni, "security_groups_for_pods", message, fix)
