"""services.<name>.expose.loadBalancer: the load balancer of a service."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.dns import Host
from generator.platform.types.node import CertificateArn, Cidr, Name, Node, Port, PortName, SecurityGroupId, says, text

Ip = Annotated[str, text(r"[0-9]{1,3}(\.[0-9]{1,3}){3}", "an IPv4 address", "10.0.0.10")]
Allocation = Annotated[
    str,
    text(r"eipalloc-([0-9a-f]{8}|[0-9a-f]{17})", "the allocation id of an Elastic IP", "eipalloc-0123456789abcdef0"),
]
AttributeKey = Annotated[
    str, text(r"[a-z0-9_]+(\.[a-z0-9_]+)*", "the key of an attribute", "deletion_protection.enabled")
]
AttributeValue = Annotated[str, text(r"[^,=\s]{1,1024}", "a value without commas and spaces", "true")]
PrefixListId = Annotated[str, text(r"pl-([0-9a-f]{8}|[0-9a-f]{17})", "the id of a prefix list", "pl-0123456789abcdef0")]
Threshold = Annotated[int, Meta(ge=2, le=10)]


class Tls(Node, frozen=True):
    """TLS that ends at the load balancer."""

    certificates: Annotated[tuple[CertificateArn, ...], Meta(min_length=1), says("Certificates of ACM or IAM.")]
    ports: Annotated[tuple[PortName, ...], Meta(min_length=1), says("The ports that speak TLS.")]
    policy: Annotated[
        str,
        text(r"ELBSecurityPolicy-[A-Za-z0-9-]+", "a security policy", "ELBSecurityPolicy-TLS13-1-2-2021-06"),
        says("Which versions and ciphers of TLS it takes."),
    ] = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    backend: Annotated[Literal["tcp", "ssl"], says("What the pods speak behind it.")] = "tcp"


class Addresses(Node, frozen=True):
    """Addresses that never change, one for each subnet."""

    eips: Annotated[tuple[Allocation, ...], says("Elastic IPs of an internet-facing one.")] = ()
    private: Annotated[tuple[Ip, ...], says("Addresses in the subnets of an internal one.")] = ()


class HealthCheck(Node, frozen=True):
    """How the load balancer knows that a target works."""

    protocol: Annotated[Literal["TCP", "HTTP", "HTTPS"] | None, says("Unset: HTTP with a path, else TCP.")] = None
    path: Annotated[
        Annotated[str, text(r"/[!-~]*", "an HTTP path", "/ready")] | None, says("The path that it asks for.")
    ] = None
    port: Annotated[PortName | None, says("The name of the port that it asks. Unset: the one that it sends to.")] = None
    interval_seconds: Annotated[Annotated[int, Meta(ge=5, le=300)], says("Between two checks.")] = 10
    timeout_seconds: Annotated[
        Annotated[int, Meta(ge=2, le=120)] | None,
        says("How long an answer may take. Unset: 6, less with a short interval."),
    ] = None
    healthy_threshold: Annotated[Threshold, says("Answers in a row until it counts as well.")] = 2
    unhealthy_threshold: Annotated[Threshold, says("Failures in a row until it counts as ill.")] = 2
    success_codes: Annotated[
        Annotated[str, text(r"[0-9]{3}([,-][0-9]{3})*", "HTTP status codes", "200-399")] | None,
        says("HTTP status codes that count as well."),
    ] = None


class LoadBalancer(Node, frozen=True):
    """A load balancer of one service."""

    kind: Annotated[Literal["nlb", "clb"], says("A Network Load Balancer, or a Classic one, which is legacy.")] = "nlb"
    controller: Annotated[
        Literal["lbc", "inTree"],
        says("Who makes it: the AWS Load Balancer Controller, or the one in EKS, which is legacy."),
    ] = "lbc"
    name: Annotated[
        Annotated[
            str,
            text(
                r"(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?",
                "a name of at most 32 letters, digits and hyphens",
                "shop-mqtt",
            ),
        ]
        | None,
        says("Its name in AWS, which no other load balancer of the account and region has. Unset: one is made up."),
    ] = None
    scheme: Annotated[Literal["internal", "internet-facing"], says("Who can reach it.")] = "internal"
    targets: Annotated[
        Literal["ip", "instance"] | None,
        says("What it sends to: pods, or a port of the nodes. Unset: pods, or nodes where inTree."),
    ] = None
    traffic_policy: Annotated[
        Literal["Cluster", "Local"],
        says("With nodes as targets: Local sends only to nodes with such a pod, and keeps the caller's address."),
    ] = "Cluster"
    source_ranges: Annotated[
        tuple[Cidr, ...], Meta(max_length=50), says("Networks that are let in. Unset: all that can reach it.")
    ] = ()
    prefix_lists: Annotated[
        tuple[PrefixListId, ...], Meta(max_length=20), says("Prefix lists of EC2 whose networks are let in.")
    ] = ()
    cross_zone: Annotated[
        bool | None, says("Whether it sends to other zones than the one it was reached in. Unset: as AWS does.")
    ] = None
    preserve_client_ip: Annotated[
        bool, says("With pods as targets: whether these see the caller's address, not the load balancer's.")
    ] = False
    proxy_protocol: Annotated[bool, says("Whether it tells the caller's address by the proxy protocol.")] = False
    tls: Annotated[Tls | None, says("TLS that ends here.")] = None
    addresses: Annotated[Addresses, says("Addresses that never change.")] = field(default_factory=Addresses)
    subnets: Annotated[
        Name | None, says("The tier that it lies in. Unset: those that take load balancers of its scheme.")
    ] = None
    security_groups: Annotated[
        tuple[SecurityGroupId, ...], Meta(max_length=5), says("Its security groups. Unset: one is made for it.")
    ] = ()
    health_check: Annotated[HealthCheck | None, says("How it knows that a target works.")] = None
    attributes: Annotated[dict[AttributeKey, AttributeValue], says("Further attributes of the load balancer.")] = {}
    target_attributes: Annotated[
        dict[AttributeKey, AttributeValue], says("Further attributes of its target groups.")
    ] = {}
    deregistration_delay_seconds: Annotated[
        Annotated[int, Meta(ge=0, le=3600)], says("How long it waits for connections of a target that goes.")
    ] = 15
    idle_timeout_seconds: Annotated[
        Annotated[int, Meta(ge=60, le=6000)] | None,
        says("When a TCP connection without traffic is forgotten. Unset: 350, or 60 by a Classic Load Balancer."),
    ] = None
    health_check_node_port: Annotated[
        Port | None, says("With trafficPolicy Local, the port of the nodes that is asked. Unset: Kubernetes chooses.")
    ] = None
    hosts: Annotated[
        tuple[Host, ...], Meta(max_length=50), says("Names that lead to it: `ingress.dns` keeps records for them.")
    ] = ()
    access_logs: Annotated[
        Annotated[str, text(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "the name of a bucket", "shop-access-logs")] | None,
        says("The bucket that access logs go to."),
    ] = None
