from collections.abc import Iterator

from msgspec.structs import replace

from generator.platform.fleets import fleet_of
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.groups import told_all
from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.max_pods import addressable_pods, capped
from generator.platform.types.cni_settings import CniSettings
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("CNI-060", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def max_eni_lowers_max_pods(platform: Platform) -> Iterator[Violation]:
    """With MAX_ENI a node has addresses for fewer pods than EKS lets it take.

    On Amazon's own images EKS computes max-pods from the interfaces that the instance type has, and does not know of
    MAX_ENI. The scheduler sends the pods, and the last of every node stay in ContainerCreating. With an image of your
    own (imageId) we set the right number.

    Bad:

        cni: {settings: {AWS_VPC_ENI_MTU: 1500, MAX_ENI: 2}}

    Good:

        cni: {settings: {AWS_VPC_ENI_MTU: 1500}}
    """
    enis = platform.cni.settings.max_eni
    if enis is None or is_ipv6(platform):
        return
    unlimited = replace(platform.cni, settings=CniSettings())
    for name, group in platform.nodes.groups.items():
        fleet = fleet_of(platform, group)
        most = addressable_pods(platform, fleet)
        if told_all(group) or most is None:
            continue
        allowed = min(capped(type_, unlimited, fleet.os) for type_ in map(instance_type, group.instance_types) if type_)
        if allowed > most:
            message = f"{name} has addresses for {most} pods on a node with {enis} interfaces, and EKS allows {allowed}"
            yield Violation(platform.cni.settings, "max_eni", f"{message}; raise it, or set an imageId", Fix(REMOVED))
