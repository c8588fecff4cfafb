"""An Application Load Balancer for each class, shared by all its Ingresses."""

import json
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from generator.platform.fleets import fleets
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.services.containers import pod_ports
from generator.platform.services.draining import DEREGISTRATION_DELAY
from generator.platform.services.ingress_controllers import has_tls, redirects, sends_to_nodes
from generator.platform.services.load_balancers import class_tiers
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.albs import class_parameters, ingress_annotations, maker
from generator.render.kubernetes.infrastructure.configs.namespaces import routed_namespaces
from generator.render.kubernetes.ingress.alb_auth import login, secret_reader
from generator.render.kubernetes.ingress.attributes import load_balancer_attributes
from generator.render.kubernetes.ingress.controller import IngressController
from generator.render.kubernetes.ingress.object import ingress, ingress_class
from generator.render.kubernetes.ingress.rewriting import target, whole_path
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.kubernetes.policy import tier_peers
from generator.render.kubernetes.topology import Entrance, Topology, health_port

GROUP_NAME_LENGTH = 63
"""https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#groupname"""


def _classes(platform: Platform, name: str, class_: IngressClass) -> Iterator[Manifest]:
    made_by = maker(platform)
    parameters = {"apiGroup": made_by.group, "kind": "IngressClassParams", "name": name}
    yield ingress_class(platform, name, class_, made_by.controller, parameters)
    yield {
        "apiVersion": f"{made_by.group}/{made_by.version}",
        "kind": "IngressClassParams",
        "metadata": {"name": name, "labels": platform_labels(platform)},
        "spec": _parameters(platform, name, class_),
    }


def _parameters(platform: Platform, name: str, class_: IngressClass) -> Manifest:
    return {
        "group": {"name": group_name(platform, name)},
        "namespaceSelector": {"matchExpressions": [_namespaces(platform, name)]},
        "scheme": class_.scheme,
        "ipAddressType": class_.ip_address_type or ("dualstack" if is_ipv6(platform) else None),
        **class_parameters(platform, class_),
        "loadBalancerAttributes": _pairs(load_balancer_attributes(platform, class_)),
        "tags": _pairs(platform.tags) or None,
    }


def group_name(platform: Platform, name: str) -> str:
    """The group of the Ingresses that share the load balancer, in the length that the controller takes."""
    full = f"{platform.name}-{name}"
    if len(full) <= GROUP_NAME_LENGTH:
        return full
    return f"{full[: GROUP_NAME_LENGTH - 9]}-{sha256(full.encode()).hexdigest()[:8]}"


def _namespaces(platform: Platform, name: str) -> Manifest:
    """Who may use the class: the namespaces of its routes, or none."""
    key = "kubernetes.io/metadata.name"
    namespaces = sorted(routed_namespaces(platform, name))
    if not namespaces:
        return {"key": key, "operator": "DoesNotExist"}
    return {"key": key, "operator": "In", "values": namespaces}


def _pairs(values: dict[str, str]) -> list[Manifest]:
    return [{"key": key, "value": value} for key, value in sorted(values.items())]


def _routes(topology: Topology, name: str, service: Service, entrance: Entrance) -> Iterator[Manifest]:
    platform = topology.platform
    class_, route = platform.ingress.classes[entrance.class_], platform.ingress.routes[entrance.rules[0].route]
    annotations = {
        "group.order": str(entrance.order),
        **_health_check(class_, service, entrance),
        "listen-ports": json.dumps(_listeners(class_, secured=route.auth is not None)),
        "target-group-attributes": f"deregistration_delay.timeout_seconds={DEREGISTRATION_DELAY}",
        **ingress_annotations(platform, class_),
        **(login(route.auth) if route.auth else {}),
    }
    if route.rewrite is not None:
        annotations[f"transforms.{name}"] = _rewriting(route.rewrite, entrance)
    given = {f"alb.ingress.kubernetes.io/{key}": value for key, value in annotations.items()}
    yield ingress(platform, name, service, entrance, given)
    if route.auth is not None and route.auth.oidc is not None:
        yield from secret_reader(platform, entrance.name, service.namespace, route.auth.oidc.secret)


def _rewriting(rewrite: str, entrance: Entrance) -> str:
    """What the controller does to a path.

    https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/tasks/url_rewrite/
    """
    rule = {"regex": whole_path(entrance), "replace": target(rewrite, "$2")}
    return json.dumps([{"type": "url-rewrite", "urlRewriteConfig": {"rewrites": [rule]}}])


def _listeners(class_: IngressClass, *, secured: bool) -> list[dict[str, int]]:
    """The listeners of a route: with a log-in plain HTTP, which would serve it to everybody, but redirects."""
    http, https = [{"HTTP": 80}], [{"HTTPS": 443}] if has_tls(class_) else []
    return https if https and secured and not redirects(class_) else [*http, *https]


def _health_check(class_: IngressClass, service: Service, entrance: Entrance) -> dict[str, str]:
    """The readiness probe, asked by the load balancer; without an HTTP one, any answer but a 5xx will do."""
    readiness = service.probes.readiness
    same = all(health_port(service, rule.port) == rule.port for rule in entrance.rules)
    if readiness is None or readiness.path is None or (sends_to_nodes(class_) and not same):
        return {"healthcheck-port": "traffic-port", "success-codes": "200-499"}
    return {
        "healthcheck-path": readiness.path,
        # By its number: the controller knows no port by name where pods are the targets.
        "healthcheck-port": "traffic-port" if same else str(pod_ports(service)[readiness.port].port),
        "success-codes": "200-399",
    }


@lru_cache(maxsize=64)
def balancer_peers(platform: Platform, name: str) -> list[Manifest]:
    """The subnets of the load balancer, and of nodes where it sends to a port of theirs."""
    class_ = platform.ingress.classes[name]
    tiers = class_tiers(platform, class_)
    if sends_to_nodes(class_):
        tiers = [*tiers, *sorted({fleet.subnets for fleet in fleets(platform)} - {*tiers})]
    return tier_peers(platform, tiers)


CONTROLLER = IngressController("alb", _classes, _routes, balancer_peers)
