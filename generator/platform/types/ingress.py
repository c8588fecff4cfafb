"""ingress: who is let in from outside."""

from typing import Annotated, Literal

from msgspec import field

from generator.platform.types.node import CertificateArn, Name, Node, WebAclArn, says, text

Host = Annotated[
    str,
    text(
        r"(?=.{1,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
        "a host name",
        "shop.example.com",
    ),
]
Path = Annotated[str, text(r"/[A-Za-z0-9_.~@:+&/-]*", "a path of letters, digits and _.~@:+&/-", "/api")]
Backend = Annotated[str, text(r"[a-z][a-z0-9-]*:[a-z0-9][a-z0-9-]*", "a service and the name of its port", "web:http")]


class IngressClass(Node, frozen=True):
    """A way in: one load balancer, shared by all its routes."""

    controller: Annotated[Literal["alb"], says("alb: the AWS Load Balancer Controller.")]
    scheme: Annotated[Literal["internet-facing", "internal"], says("Who can reach the load balancer.")] = "internal"
    certificates: Annotated[
        tuple[CertificateArn, ...], says("ACM certificates; with them HTTP is redirected to HTTPS.")
    ] = ()
    waf: Annotated[WebAclArn | None, says("The web ACL (WAFv2) in front of it.")] = None


class Route(Node, frozen=True):
    """Hosts and paths, and the services behind them."""

    class_: Annotated[Name, says("The class of `ingress.classes` it goes through.")] = field(name="class")
    hosts: Annotated[
        dict[Host, dict[Path, Backend]], says("Path prefixes of each host, and the service and port that serve them.")
    ]


class Ingress(Node, frozen=True):
    """Ways in and routes."""

    classes: Annotated[dict[Name, IngressClass], says("Ways in, by the name of their IngressClass.")] = {}
    routes: Annotated[dict[Name, Route], says("Routes, by name.")] = {}
