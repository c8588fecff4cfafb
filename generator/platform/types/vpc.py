"""vpc: the network that everything lies in."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.node import Cidr, Name, Node, RetentionDays, Zone, says, text

EndpointService = Annotated[
    str, text(r"[a-z0-9-]+(\.[a-z0-9-]+)*", "the name of an endpoint service without its region prefix", "ecr.api")
]


class Endpoints(Node, frozen=True):
    """VPC endpoints by name, where `auto` is not wanted."""

    interface: Annotated[tuple[EndpointService, ...], says("Interface endpoints, with private DNS.")] = ()
    gateway: Annotated[tuple[Literal["s3", "dynamodb"], ...], says("Gateway endpoints, free of charge.")] = ()


class FlowLogs(Node, frozen=True):
    """Records of accepted and rejected traffic."""

    destination: Annotated[Literal["cloudWatch", "none"], says("Where flow logs go; none writes none.")] = "cloudWatch"
    retention_days: Annotated[RetentionDays, says("How long they are kept.")] = 90


class Vpc(Node, frozen=True, kw_only=True):
    """The VPC: its addresses, zones and ways out."""

    cidr: Annotated[Cidr, says("The primary CIDR, /16 to /28. It can never be changed.")]
    secondary_cidrs: Annotated[tuple[Cidr, ...], says("Further CIDRs, usually of 100.64.0.0/10 for pods.")] = ()
    zones: Annotated[
        tuple[Zone, ...],
        Meta(min_length=1, max_length=6),
        says("The availability zones used, by letter. A single NAT gateway lies in the first."),
    ]
    nat: Annotated[
        Literal["perZone", "single", "none"],
        says("NAT gateways: one per zone, one for all zones, or none (then nothing reaches the internet)."),
    ] = "perZone"
    endpoints: Annotated[
        Literal["auto", "none"] | Endpoints,
        says("auto: the S3 gateway and, without NAT, every interface endpoint that the platform needs."),
    ] = "auto"
    flow_logs: Annotated[FlowLogs, says("VPC flow logs.")] = field(default_factory=FlowLogs)
    connected_cidrs: Annotated[
        dict[Name, Cidr],
        says("Networks routable from here (VPN, peering, transit gateway): nothing of ours may overlap them."),
    ] = {}
