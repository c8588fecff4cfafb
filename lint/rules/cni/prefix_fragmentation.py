from collections.abc import Iterator

from generator.platform.capacity import tightest
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CNI-010", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html")
def prefix_fragmentation(platform: Platform) -> Iterator[Violation]:
    """Prefixes share a subnet with single addresses that come and go.

    A prefix is an aligned block of 16 free addresses; one address of a load balancer or an endpoint inside it
    spoils the block. The day comes when a thousand addresses are free and no prefix is (InsufficientCidrBlocks).
    Give pods subnets of their own.

    Bad:

        cni: {mode: prefixDelegation}
        ingress:
          classes: {inside: {controller: alb}}
          routes: {staff: {class: inside, hosts: {staff.example.com: {/: "web:http"}}}}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16}}
        cni: {mode: prefixDelegation, podSubnets: pods}
        ingress:
          classes: {inside: {controller: alb}}
          routes: {staff: {class: inside, hosts: {staff.example.com: {/: "web:http"}}}}
    """
    for demand in tightest(platform):
        others = demand.load_balancers + demand.endpoints + demand.control_plane
        if demand.prefixes and others:
            message = f"prefixes share {demand.subnet.name} with {others} single addresses; set cni.podSubnets"
            yield Violation(platform, ("subnets", demand.subnet.tier), message)
