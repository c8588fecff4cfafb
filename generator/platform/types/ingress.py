"""ingress: who is let in from outside."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.container import Resources
from generator.platform.types.dns import Dns, Host
from generator.platform.types.issuers import Issuer
from generator.platform.types.node import CertificateArn, Cidr, Name, Node, WebAclArn, says, text
from generator.platform.types.route_options import RouteAuth, Size
from generator.platform.types.workload import Autoscaling

Path = Annotated[str, text(r"/[A-Za-z0-9_.~@:+&/-]*", "a path of letters, digits and _.~@:+&/-", "/api")]
Backend = Annotated[str, text(r"[a-z][a-z0-9-]*:[a-z0-9][a-z0-9-]*", "a service and the name of its port", "web:http")]
Bucket = Annotated[str, text(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "the name of a bucket", "shop-access-logs")]
Address = Annotated[
    str,
    text(
        r"(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}", "an IPv4 address", "10.0.9.10"
    ),
]
Profile = Annotated[str, text(r"(/[A-Za-z][A-Za-z0-9_.-]*){2,}", "the path of a BIG-IP object", "/Common/shop-tls")]
AttributeKey = Annotated[
    str, text(r"[a-z0-9_]+(\.[a-z0-9_]+)+", "the key of a load balancer's attribute", "idle_timeout.timeout_seconds")
]
AttributeValue = Annotated[str, text(r"[^,=\s]{1,1024}", "a value without commas, equals signs and spaces", "120")]

ControllerName = Literal["alb", "gateway", "nginx", "haproxy", "f5", "ingressNginx"]


class IngressTls(Node, frozen=True):
    """TLS that ends in the proxy: a certificate for all hosts of the class."""

    secret: Annotated[
        Name | None,
        says("nginx, haproxy, ingressNginx: a Secret of the type kubernetes.io/tls in the namespace ingress."),
    ] = None
    issuer: Annotated[
        Name | None,
        says("nginx, haproxy, ingressNginx: who of `ingress.issuers` issues one for the hosts of all routes."),
    ] = None
    profile: Annotated[Profile | None, says("f5: a client SSL profile that is on the BIG-IP.")] = None


class IngressClass(Node, frozen=True):
    """A way in: one load balancer, shared by all its routes. What a controller cannot do is refused."""

    controller: Annotated[
        ControllerName,
        says(
            "alb: the AWS Load Balancer Controller. gateway: the same by the Gateway API. nginx: F5 NGINX's."
            " haproxy: HAProxy Technologies'. f5: BIG-IP's"
            " Container Ingress Services. ingressNginx: the community's, which nobody maintains any more."
        ),
    ]
    scheme: Annotated[Literal["internet-facing", "internal"], says("Who can reach the load balancer.")] = "internal"
    default: Annotated[bool, says("Whether Ingresses that name no class, made by others than us, get this one.")] = (
        False
    )
    acknowledge_unmaintained: Annotated[
        bool, says("ingressNginx: that no fault of it will be mended any more is known.")
    ] = False
    certificates: Annotated[
        tuple[CertificateArn, ...],
        says("ACM certificates of the load balancer. An ALB then redirects HTTP; an NLB listens to HTTPS alone."),
    ] = ()
    discover_certificates: Annotated[
        bool, says("alb: whether the controller finds certificates in ACM itself, by the hosts of the routes.")
    ] = False
    tls_policy: Annotated[
        Annotated[
            str,
            text(r"ELBSecurityPolicy-[A-Za-z0-9-]+", "a security policy", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"),
        ]
        | None,
        says("TLS versions and ciphers of the load balancer. Unset: ELBSecurityPolicy-TLS13-1-2-2021-06."),
    ] = None
    tls: Annotated[IngressTls | None, says("TLS that ends behind the load balancer, in the proxy.")] = None
    redirect: Annotated[
        bool | None, says("Whether HTTP is redirected to HTTPS. Unset: wherever the class has TLS.")
    ] = None
    waf: Annotated[WebAclArn | None, says("alb, gateway: the web ACL (WAFv2) in front of it.")] = None
    source_ranges: Annotated[
        tuple[Cidr, ...], Meta(max_length=50), says("Networks that are let in. Unset: all that can reach it.")
    ] = ()
    subnets: Annotated[
        Name | None, says("The tier that the load balancer lies in. Unset: those that take ones of its scheme.")
    ] = None
    targets: Annotated[
        Literal["ip", "instance"] | None,
        says("alb, gateway: what it sends to: pods, or a port of the nodes. Unset: pods."),
    ] = None
    attributes: Annotated[
        dict[AttributeKey, AttributeValue], says("Further attributes of the load balancer, as AWS names them.")
    ] = {}
    access_logs: Annotated[Bucket | None, says("The bucket that the load balancer's access logs go to.")] = None
    client_address: Annotated[
        Literal["proxyProtocol", "preserved"] | None,
        says(
            "nginx, haproxy, ingressNginx: how the proxy learns who calls: the NLB tells it by the proxy protocol, or"
            " leaves the caller's address as it is. Unset: proxyProtocol."
        ),
    ] = None
    replicas: Annotated[
        Annotated[int, Meta(ge=1, le=100)] | Autoscaling | None,
        says("nginx, haproxy, ingressNginx: pods of the proxy, a number or from and to. Unset: 2."),
    ] = None
    resources: Annotated[
        Resources | None, says("nginx, haproxy, ingressNginx, f5: what a pod of the controller asks for.")
    ] = None
    partition: Annotated[
        Annotated[str, text(r"(?!Common$)[A-Za-z][A-Za-z0-9_.-]{0,62}", "a partition other than Common", "kubernetes")]
        | None,
        says("f5: the partition of the BIG-IP that the controller, and nobody else, writes to."),
    ] = None
    url: Annotated[
        Annotated[str, text(r"https://[a-z0-9.-]+(:[0-9]{1,5})?", "an https:// address", "https://bigip.example.com")]
        | None,
        says("f5: where the BIG-IP is managed."),
    ] = None
    credentials: Annotated[
        Name | None, says("f5: a Secret in the namespace ingress with the keys username and password.")
    ] = None
    custom_resources: Annotated[
        bool, says("f5: whether routes become VirtualServers and TLSProfiles, F5's own kinds, in place of Ingresses.")
    ] = False
    address: Annotated[Address | None, says("f5: the virtual address that callers reach.")] = None
    trusted_certificates: Annotated[
        Name | None,
        says("f5: a ConfigMap in the namespace ingress with the certificates that the BIG-IP's is signed by."),
    ] = None
    pool_members: Annotated[
        Literal["cluster", "nodePort"] | None,
        says("f5: what the BIG-IP sends to: pods, or a port of the nodes. Unset: pods, whose addresses are the VPC's."),
    ] = None
    sends_from: Annotated[
        tuple[Cidr, ...], Meta(max_length=24), says("f5: networks of the BIG-IP's own addresses, which pods let in.")
    ] = ()
    ip_address_type: Annotated[
        Literal["ipv4", "dualstack", "dualstack-without-public-ipv4"] | None,
        says("The load balancer's addresses. Unset: dualstack in an IPv6 cluster, else ipv4."),
    ] = None


class Route(Node, frozen=True):
    """Hosts and paths, and the services behind them. What the controller of its class cannot do is refused."""

    class_: Annotated[Name, says("The class of `ingress.classes` it goes through.")] = field(name="class")
    hosts: Annotated[
        dict[Host, dict[Path, Backend]], says("Path prefixes of each host, and the service and port that serve them.")
    ]
    rewrite: Annotated[
        Path | None, says("What the service sees in place of the path prefix. Unset: the path as it is.")
    ] = None
    timeout_seconds: Annotated[
        Annotated[int, Meta(ge=1, le=86400)] | None, says("How long a service may be silent before the proxy gives up.")
    ] = None
    body_size: Annotated[Size | None, says("The largest request that is let through.")] = None
    source_ranges: Annotated[
        tuple[Cidr, ...], Meta(max_length=50), says("Networks that are let in. Unset: those that reach the class.")
    ] = ()
    auth: Annotated[RouteAuth | None, says("Who must log in before a request reaches a service.")] = None


class Ingress(Node, frozen=True):
    """Ways in and routes."""

    classes: Annotated[dict[Name, IngressClass], says("Ways in, by the name of their IngressClass.")] = {}
    routes: Annotated[dict[Name, Route], says("Routes, by name.")] = {}
    issuers: Annotated[
        dict[Name, Issuer], says("Who issues certificates for classes, by name; cert-manager asks.")
    ] = {}
    dns: Annotated[Dns | None, says("Where records for hosts of routes and services are kept. Unset: nowhere.")] = None
