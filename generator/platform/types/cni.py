"""cni: how pods get their addresses (Amazon VPC CNI)."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.cni_settings import CniSettings
from generator.platform.types.node import Cidr, Name, Node, Port, SecurityGroupId, Zone, says

Target = Annotated[int, Meta(ge=0, le=1000)]
SecurityGroups = Annotated[tuple[SecurityGroupId, ...], Meta(max_length=16)]


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


class PolicyAgent(Node, frozen=True):
    """The agent on every node that enforces network policies."""

    logs: Annotated[
        Literal["none", "node", "cloudWatch"],
        says("Whether each decision is logged: not at all, to a file on the node, or to the cluster's log group too."),
    ] = "none"
    metrics_port: Annotated[Port | None, says("Where its metrics are read; 8162 unless set.")] = None
    health_probe_port: Annotated[Port | None, says("Where its health is asked for; 8163 unless set.")] = None


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
    pod_security_groups: Annotated[
        SecurityGroups | dict[Zone, Annotated[SecurityGroups, Meta(min_length=1)]],
        says("Security groups of the interfaces in podSubnets, beside the cluster's own, in every zone or by zone."),
    ] = ()
    extra_pod_subnets: Annotated[
        tuple[Name, ...],
        says("Subnet discovery: tiers that pods may lie in beside their node's subnet. Not with podSubnets."),
    ] = ()
    snat: Annotated[Snat, says("Source address translation.")] = field(default_factory=Snat)
    warm: Annotated[Warm, says("What is kept ready on every node. Unset: the CNI's own default.")] = field(
        default_factory=Warm
    )
    security_groups_for_pods: Annotated[
        Literal["off", "standard", "strict"],
        says(
            "Whether services may have `securityGroups`. strict: all of a pod's traffic passes them; standard: not what"
            " comes from its own node, nor what leaves the VPC by the node's address."
        ),
    ] = "off"
    cluster_security_group: Annotated[
        bool,
        says(
            "Whether pods with security groups of their own are in the cluster's too, by which nodes, control plane,"
            " DNS and all other pods reach each other."
        ),
    ] = True
    network_policy: Annotated[
        Literal["off", "standard", "strict"],
        says("Enforcement of network policies; strict: a new pod is closed until its policies are in place."),
    ] = "standard"
    policy_agent: Annotated[PolicyAgent, says("What enforces them.")] = field(default_factory=PolicyAgent)
    settings: Annotated[CniSettings, says("Every other setting of the CNI, by its documented name.")] = field(
        default_factory=CniSettings
    )
