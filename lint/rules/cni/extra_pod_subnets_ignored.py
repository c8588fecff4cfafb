from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-064", ERROR, "https://aws.amazon.com/blogs/containers/amazon-vpc-cni-introduces-enhanced-subnet-discovery/")
def extra_pod_subnets_ignored(platform: Platform) -> Iterator[Violation]:
    """Subnet discovery beside custom networking, which wins.

    With podSubnets every pod lies in that tier, and the CNI looks for no other subnets: those of extraPodSubnets stay
    empty, while the plan counts on them. Use one of the two: podSubnets takes pods out of the nodes' subnets wholly,
    extraPodSubnets adds room to them.

    Bad:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16}}
        cni: {mode: prefixDelegation, podSubnets: pods, extraPodSubnets: [pods]}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16}}
        cni: {mode: prefixDelegation, podSubnets: pods}
    """
    if platform.cni.pod_subnets is not None and platform.cni.extra_pod_subnets:
        message = f"with podSubnets all pods lie in {platform.cni.pod_subnets}, not elsewhere; remove one of them"
        yield Violation(platform.cni, "extra_pod_subnets", message, Fix(REMOVED))
