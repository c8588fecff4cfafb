"""An Application Load Balancer for each class, shared by all its Ingresses."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from generator.platform.addresses import tier_subnets
from generator.platform.adopted import load_balancer_subnets
from generator.platform.placement import scheme_tiers
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.albs import class_parameters, ingress_annotations, maker
from generator.render.kubernetes.draining import DEREGISTRATION_DELAY
from generator.render.kubernetes.infrastructure.configs.namespaces import routed_namespaces
from generator.render.kubernetes.ingress.controller import IngressController
from generator.render.kubernetes.ingress.object import ingress
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.kubernetes.policy import addresses
from generator.render.kubernetes.topology import Entrance, Topology, health_port

GROUP_NAME_LENGTH = 63
"""https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#groupname"""


def _classes(platform: Platform, name: str, class_: IngressClass) -> Iterator[Manifest]:
    made_by = maker(platform)
    yield {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "IngressClass",
        "metadata": {"name": name, "labels": platform_labels(platform)},
        "spec": {
            "controller": made_by.controller,
            "parameters": {"apiGroup": made_by.group, "kind": "IngressClassParams", "name": name},
        },
    }
    yield {
        "apiVersion": f"{made_by.group}/{made_by.version}",
        "kind": "IngressClassParams",
        "metadata": {"name": name, "labels": platform_labels(platform)},
        "spec": _parameters(platform, name, class_),
    }


def _parameters(platform: Platform, name: str, class_: IngressClass) -> Manifest:
    subnets = load_balancer_subnets(platform, class_.scheme)
    attributes = {
        "deletion_protection.enabled": "true" if platform.tier == "production" else "false",
        "routing.http.drop_invalid_header_fields.enabled": "true",
    }
    return {
        "group": {"name": group_name(platform, name)},
        "namespaceSelector": {"matchExpressions": [_namespaces(platform, name)]},
        "scheme": class_.scheme,
        "subnets": {"ids": subnets} if subnets else None,
        **class_parameters(platform, class_),
        "loadBalancerAttributes": _pairs(attributes),
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
    class_ = topology.platform.ingress.classes[entrance.class_]
    annotations = {
        "group.order": str(entrance.order),
        **_health_check(service, entrance),
        "listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]' if class_.certificates else '[{"HTTP": 80}]',
        "target-group-attributes": f"deregistration_delay.timeout_seconds={DEREGISTRATION_DELAY}",
        **ingress_annotations(topology.platform, class_),
    }
    given = {f"alb.ingress.kubernetes.io/{key}": value for key, value in annotations.items()}
    yield ingress(topology.platform, name, service, entrance, given)


def _health_check(service: Service, entrance: Entrance) -> dict[str, str]:
    """The readiness probe, asked by the load balancer; without an HTTP one, any answer but a 5xx will do."""
    readiness = service.probes.readiness
    if readiness is None or readiness.path is None:
        return {"healthcheck-port": "traffic-port", "success-codes": "200-499"}
    same = all(health_port(service, rule.port) == rule.port for rule in entrance.rules)
    return {
        "healthcheck-path": readiness.path,
        # By its number: the controller knows no port by name where pods are the targets.
        "healthcheck-port": "traffic-port" if same else str(service.ports[readiness.port]),
        "success-codes": "200-399",
    }


@lru_cache(maxsize=64)
def _peers(platform: Platform, name: str) -> list[Manifest]:
    """The subnets that the load balancer has its addresses from."""
    tiers = scheme_tiers(platform, platform.ingress.classes[name].scheme)
    return [addresses(str(subnet.cidr)) for tier in tiers for subnet in tier_subnets(platform, tier)]


CONTROLLER = IngressController("alb", _classes, _routes, _peers)
