from collections.abc import Iterator

from generator.platform.nodes.groups import has_windows
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-072", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html")
def windows_networking(platform: Platform) -> Iterator[Violation]:
    """Windows nodes beside a kind of pod addresses that they cannot have.

    Pods on Windows have their addresses from their node's one network interface, as IPv4. Custom networking and IPv6
    hold for the whole cluster, so such pods get none.

    Bad:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16}}
        cni: {podSubnets: pods}
        nodes: {groups: {general: {instanceTypes: [m7i.xlarge], ami: WINDOWS_CORE_2022_x86_64}}}

    Good:

        nodes: {groups: {general: {instanceTypes: [m7i.xlarge], ami: WINDOWS_CORE_2022_x86_64}}}
    """
    if not has_windows(platform):
        return
    if platform.cni.pod_subnets is not None:
        message = "Windows nodes cannot have custom networking; leave podSubnets out, or the Windows groups"
        yield Violation(platform.cni, "pod_subnets", message)
    if platform.cluster.ip_family != "ipv4":
        message = "Windows nodes have IPv4 alone; use ipv4, or leave the Windows groups out"
        yield Violation(platform.cluster, "ip_family", message)
