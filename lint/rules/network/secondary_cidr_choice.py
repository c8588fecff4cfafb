from collections.abc import Iterator

from generator.platform.network.addresses import network, subnets, vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

SPACES = tuple(map(network, ("100.64.0.0/10", "198.19.0.0/16")))


@rule("NET-046", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/custom-networking.html")
def secondary_cidr_choice(platform: Platform) -> Iterator[Violation]:
    """Pods have a secondary CIDR of addresses that others may want.

    Pods need many addresses, and with custom networking nobody outside the VPC sees them. 100.64.0.0/10 is made for
    that: what is taken for pods from 10.0.0.0/8 or 172.16.0.0/12 is lost to all networks that this one may be
    connected to one day.

    Bad:

        vpc: {secondaryCidrs: [10.1.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 10.1.0.0/16}}
        cni: {podSubnets: pods}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16}}
        cni: {podSubnets: pods}
    """
    pods = {subnet.cidr for subnet in subnets(platform) if subnet.tier == platform.cni.pod_subnets}
    for index, cidr in enumerate(vpc_networks(platform)[1:]):
        holds_pods = any(subnet.subnet_of(cidr) for subnet in pods)
        if holds_pods and not any(cidr.subnet_of(space) for space in SPACES):
            message = f"pods take {cidr} from addresses that other networks use; choose a part of 100.64.0.0/10"
            yield Violation(platform.vpc, ("secondary_cidrs", index), message)
