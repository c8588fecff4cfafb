"""vpc: the network that everything lies in."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.node import Account, Cidr, Name, Node, RetentionDays, Zone, says, text

EndpointService = Annotated[
    str, text(r"[a-z0-9-]+(\.[a-z0-9-]+)*", "the name of an endpoint service without its region prefix", "ecr.api")
]


class Endpoints(Node, frozen=True):
    """VPC endpoints by name, where `auto` is not wanted."""

    interface: Annotated[tuple[EndpointService, ...], says("Interface endpoints, with private DNS.")] = ()
    gateway: Annotated[tuple[Literal["s3", "dynamodb"], ...], says("Gateway endpoints, free of charge.")] = ()
    existing: Annotated[
        tuple[EndpointService, ...], says("Those, of either kind, that an adopted VPC has and we do not make.")
    ] = ()


class FlowLogFiles(Node, frozen=True):
    """Flow logs as files in S3.

    https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html
    """

    bucket: Annotated[
        Annotated[str, text(r"[a-z0-9]([a-z0-9.-]{1,61})[a-z0-9]", "the name of an S3 bucket", "acme-flow-logs")]
        | None,
        says("An existing bucket, whose owner grants the delivery and decides how long files are kept. Unset: ours."),
    ] = None
    prefix: Annotated[
        Annotated[str, text(r"(?!AWSLogs(/|$))[A-Za-z0-9_.=-]+(/[A-Za-z0-9_.=-]+)*", "a folder", "flow-logs/shop")]
        | None,
        says("The folder in the bucket."),
    ] = None
    format: Annotated[Literal["parquet", "plain-text"], says("The format of the files.")] = "parquet"
    hive_partitions: Annotated[bool, says("Whether folders are named KEY=VALUE, as Hive and Athena like them.")] = True
    hourly_partitions: Annotated[bool, says("Whether there is a folder for every hour, or for every day.")] = True


class FlowLogs(Node, frozen=True):
    """Records of accepted and rejected traffic."""

    destination: Annotated[
        Literal["cloudWatch", "s3", "none"] | None,
        says("Where flow logs go; none writes none. Unset: cloudWatch, and none of an adopted VPC."),
    ] = None
    traffic: Annotated[Literal["ALL", "ACCEPT", "REJECT"], says("Which traffic is recorded.")] = "ALL"
    retention_days: Annotated[
        RetentionDays | None, says("How long CloudWatch, or a bucket of ours, keeps them. Unset: 90.")
    ] = None
    s3: Annotated[FlowLogFiles | None, says("The files, where they go to S3.")] = None


class Vpc(Node, frozen=True, kw_only=True):
    """The VPC: its addresses, zones and ways out."""

    id: Annotated[
        Annotated[str, text(r"vpc-([0-9a-f]{8}|[0-9a-f]{17})", "the id of a VPC", "vpc-0123456789abcdef0")] | None,
        says("An existing VPC to adopt. Nothing of it is changed, and its CIDRs below are checked against it."),
    ] = None
    owner: Annotated[
        Account | None, says("The account that owns an adopted VPC and shares its subnets. Unset: `account`.")
    ] = None
    tag_subnets: Annotated[
        bool, says("Whether adopted subnets get the tags by which load balancers and the CNI find subnets.")
    ] = False
    cidr: Annotated[Cidr, says("The primary CIDR, /16 to /28. It can never be changed.")]
    secondary_cidrs: Annotated[tuple[Cidr, ...], says("Further CIDRs, usually of 100.64.0.0/10 for pods.")] = ()
    zones: Annotated[
        tuple[Zone, ...],
        Meta(min_length=1, max_length=6),
        says("The availability zones used, by letter. A single NAT gateway lies in the first."),
    ]
    nat: Annotated[
        Literal["perZone", "single", "regional", "none"],
        says(
            "NAT gateways: one per zone, one for all, a regional one, or none: then nothing reaches the internet. "
            "Of an adopted VPC: what its owner has."
        ),
    ] = "perZone"
    endpoints: Annotated[
        Literal["auto", "none"] | Endpoints,
        says(
            "auto: gateways and, without NAT, every interface endpoint that the platform uses. In an adopted VPC: none."
        ),
    ] = "auto"
    ipv6: Annotated[
        bool, says("Give the VPC and its subnets IPv6 addresses beside those of IPv4. An IPv6 cluster has them anyway.")
    ] = False
    flow_logs: Annotated[FlowLogs, says("VPC flow logs.")] = field(default_factory=FlowLogs)
    connected_cidrs: Annotated[
        dict[Name, Cidr],
        says("Networks routable from here (VPN, peering, transit gateway): nothing of ours may overlap them."),
    ] = {}
