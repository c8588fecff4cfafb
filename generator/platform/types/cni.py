"""cni: how pods get their addresses (Amazon VPC CNI)."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.node import Cidr, Name, Node, says

Target = Annotated[int, Meta(ge=0, le=1000)]


class Snat(Node, frozen=True):
    """Translation of pod addresses in traffic that leaves the VPC."""

    mode: Annotated[
        Literal["node", "external"],
        says("node: traffic out of the VPC takes the node's address; external: the CNI translates nothing."),
    ] = "node"
    exclude: Annotated[tuple[Cidr, ...], says("Destinations that see the pod's own address.")] = ()


class Warm(Node, frozen=True):
    """What ipamd keeps ready on a node, as its WARM_* and MINIMUM_IP_TARGET settings."""

    enis: Annotated[Target | None, says("WARM_ENI_TARGET: spare network interfaces.")] = None
    prefixes: Annotated[Target | None, says("WARM_PREFIX_TARGET: spare /28 prefixes.")] = None
    ips: Annotated[Target | None, says("WARM_IP_TARGET: spare addresses.")] = None
    minimum_ips: Annotated[Target | None, says("MINIMUM_IP_TARGET: addresses to have from the start.")] = None


class Cni(Node, frozen=True):
    """The VPC CNI."""

    mode: Annotated[
        Literal["secondaryIp", "prefixDelegation"],
        says("One address at a time, or /28 prefixes (Nitro only), which allow more pods on a node."),
    ] = "secondaryIp"
    pod_subnets: Annotated[
        Name | None,
        says("Custom networking: the tier that pods have to themselves. Unset: pods lie in their node's subnet."),
    ] = None
    snat: Annotated[Snat, says("Source address translation.")] = field(default_factory=Snat)
    warm: Annotated[Warm, says("What is kept ready on every node. Unset: the CNI's own default.")] = field(
        default_factory=Warm
    )
    network_policy: Annotated[
        Literal["off", "standard", "strict"],
        says("Enforcement of network policies; strict: a new pod is closed until its policies are in place."),
    ] = "standard"
