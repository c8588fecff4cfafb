from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.max_pods import counted, pod_enis
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-061", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/custom-networking.html")
def no_interface_for_pods(platform: Platform) -> Iterator[Violation]:
    """Custom networking on nodes with one network interface.

    With podSubnets the first interface is the node's, and pods live on the others. Where MAX_ENI is 1, or the instance
    type has a single interface, no pod gets an address.

    Bad:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16}}
        cni: {mode: prefixDelegation, podSubnets: pods, settings: {MAX_ENI: 1}}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16}}
        cni: {mode: prefixDelegation, podSubnets: pods, settings: {MAX_ENI: 2}}
    """
    if platform.cni.pod_subnets is not None and platform.cni.settings.max_eni == 1 and not is_ipv6(platform):
        message = "podSubnets leaves the first interface to the node, so pods have none; set 2 or more"
        yield Violation(platform.cni.settings, "max_eni", message, Fix(2))
        return
    for group in platform.nodes.groups.values():
        for index, type_name in enumerate(group.instance_types):
            known = instance_type(type_name)
            if known and pod_enis(known, counted(platform)) < 1:
                message = f"{type_name} has one interface, which podSubnets leaves to the node; use a larger type"
                yield Violation(group, ("instance_types", index), message)
