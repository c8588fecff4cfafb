from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-019", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/external-snat.html")
def external_snat_no_nat(platform: Platform) -> Iterator[Violation]:
    """Nothing translates the addresses of pods on their way out.

    `external` leaves the translation to a NAT gateway, and there is none. That is right only where pods call nothing
    outside the VPC but connected networks that know its addresses.

    Bad:

        vpc: {nat: none}
        cni: {snat: {mode: external}}
        registry: {mirror: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}

    Good:

        vpc: {nat: none}
        cni: {snat: {mode: node}}
        registry: {mirror: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}
    """
    if platform.cni.snat.mode != "external" or platform.vpc.connected_cidrs or is_ipv6(platform):
        return
    if platform.vpc.nat == "none":
        message = "external leaves the translation to NAT gateways, and vpc.nat is none; use node"
        yield Violation(platform.cni.snat, "mode", message, Fix("node"))
    elif platform.cni.pod_subnets and platform.subnets[platform.cni.pod_subnets].kind == "isolated":
        message = (
            f"pods lie in {platform.cni.pod_subnets}, which is isolated, and external needs a route to NAT; use node"
        )
        yield Violation(platform.cni.snat, "mode", message, Fix("node"))
