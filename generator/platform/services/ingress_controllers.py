"""What each ingress controller is and can do: what it does not read is refused, never dropped."""

from typing import Literal, NamedTuple

from generator.platform.types.ingress import ControllerName, IngressClass, Route
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.types.workload import Autoscaling

NAMESPACE = "ingress"
"""Where controllers that run as proxies or talk to a BIG-IP live, one release for each class."""


CERT_MANAGER = "cert-manager"
"""Where cert-manager lives, and its name."""


class Ability(NamedTuple):
    """A controller: its chart, what stands in front, the fields of a class that it reads, and the options of a route.

    `front` is the load balancer that the AWS Load Balancer Controller makes for a class; None where there is none.
    """

    chart: str
    front: Literal["alb", "nlb"] | None
    fields: frozenset[str]
    options: frozenset[str]


_EVERY = frozenset({"controller", "scheme", "redirect"})
_INGRESS = _EVERY | {"default"}
_BALANCER = frozenset(
    {"certificates", "tls_policy", "source_ranges", "subnets", "attributes", "access_logs", "ip_address_type"}
)
_PROXY = _INGRESS | _BALANCER | {"tls.secret", "tls.issuer", "client_address", "replicas", "resources"}
_F5 = {
    *("partition", "url", "credentials", "address", "trusted_certificates", "pool_members", "sends_from"),
    *("custom_resources", "tls.profile", "resources"),
}

ABILITIES: dict[ControllerName, Ability] = {
    "alb": Ability(
        "aws-load-balancer-controller",
        "alb",
        _INGRESS | _BALANCER | {"discover_certificates", "waf", "targets"},
        frozenset({"rewrite", "auth.oidc", "auth.cognito"}),
    ),
    "gateway": Ability(
        "aws-load-balancer-controller",
        "alb",
        _EVERY | _BALANCER | {"waf", "targets"},
        frozenset({"rewrite", "auth.oidc", "auth.cognito"}),
    ),
    "nginx": Ability(
        "nginx-ingress",
        "nlb",
        _PROXY,
        frozenset({"rewrite", "timeout_seconds", "body_size", "source_ranges", "auth.basic"}),
    ),
    "haproxy": Ability(
        "kubernetes-ingress", "nlb", _PROXY, frozenset({"rewrite", "timeout_seconds", "source_ranges", "auth.basic"})
    ),
    "f5": Ability("f5-bigip-ctlr", None, _INGRESS | _F5, frozenset({"rewrite", "source_ranges"})),
    "ingressNginx": Ability(
        "ingress-nginx",
        "nlb",
        _PROXY | {"acknowledge_unmaintained"},
        frozenset({"rewrite", "timeout_seconds", "body_size", "source_ranges", "auth.basic"}),
    ),
}
"""https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/
https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md
https://clouddocs.f5.com/containers/latest/userguide/ingress.html
https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/"""

VIRTUAL_SERVERS = Ability("f5-bigip-ctlr", None, _EVERY | _F5 | {"source_ranges"}, frozenset({"rewrite"}))
"""A BIG-IP by F5's own kinds: all routes of a class share its virtual server, and so the networks that it lets in.
https://clouddocs.f5.com/containers/latest/userguide/crd/virtualserver.html"""

NESTED = ("tls", "auth")
"""Fields whose own fields are what a controller can do or not."""


def ability(class_: IngressClass) -> Ability:
    """What the controller of a class can do."""
    return VIRTUAL_SERVERS if class_.controller == "f5" and class_.custom_resources else ABILITIES[class_.controller]


def given(node: IngressClass | Route) -> list[str]:
    """The fields of a class or a route that say something else than their default."""
    found: list[str] = []
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if name in NESTED and isinstance(value, Node):
            found += [f"{name}.{inner}" for inner in value.__struct_fields__ if getattr(value, inner) is not None]
        elif name not in {"class_", "hosts"} and value not in (None, (), {}, False):
            found.append(name)
    return found


def has_tls(class_: IngressClass) -> bool:
    """Whether callers can speak HTTPS."""
    return bool(class_.certificates or class_.discover_certificates or class_.tls)


def tls_secret(name: str, class_: IngressClass) -> str | None:
    """The Secret with the certificate of a class: the one that it names, or the one that its issuer fills."""
    if class_.tls is None:
        return None
    return class_.tls.secret or f"{name}-tls"


def hosts(platform: Platform, name: str) -> list[str]:
    """The hosts of all routes of a class."""
    return sorted({host for route in platform.ingress.routes.values() if route.class_ == name for host in route.hosts})


def redirects(class_: IngressClass) -> bool:
    """Whether HTTP is redirected to HTTPS."""
    return has_tls(class_) if class_.redirect is None else class_.redirect


def in_cluster(platform: Platform) -> dict[str, IngressClass]:
    """The classes whose controllers live in the namespace of ours, by name."""
    elsewhere = ("alb", "gateway")
    return {name: each for name, each in sorted(platform.ingress.classes.items()) if each.controller not in elsewhere}


def gateways(platform: Platform) -> dict[str, IngressClass]:
    """The classes of the Gateway API, by name."""
    return {name: each for name, each in sorted(platform.ingress.classes.items()) if each.controller == "gateway"}


def replicas(class_: IngressClass) -> int | Autoscaling:
    """The pods of a class' controller in the namespace of ours; that of a BIG-IP is always alone."""
    if class_.controller == "f5":
        return 1
    return 2 if class_.replicas is None else class_.replicas


def fewest(class_: IngressClass) -> int:
    """The fewest of them."""
    count = replicas(class_)
    return count.min if isinstance(count, Autoscaling) else count


def most(class_: IngressClass) -> int:
    """The most of them."""
    count = replicas(class_)
    return count.max if isinstance(count, Autoscaling) else count


def sends_to_nodes(class_: IngressClass) -> bool:
    """Whether what is in front sends to a port of the nodes, and not to pods."""
    return class_.targets == "instance" or class_.pool_members == "nodePort"


def big_ip_networks(platform: Platform, class_: IngressClass) -> list[str]:
    """The networks that a BIG-IP sends from: those that the class names, else what is routed to the VPC."""
    around = (platform.vpc.cidr, *platform.vpc.connected_cidrs.values())
    return [cidr for cidr in class_.sends_from or around if cidr]


def pod_labels(name: str, class_: IngressClass) -> dict[str, str]:
    """What finds the pods of a class there."""
    return {"app.kubernetes.io/name": ability(class_).chart, "app.kubernetes.io/instance": name}
