"""The ways in: an IngressClass and what all its Ingresses share."""

from collections.abc import Iterator
from hashlib import sha256

from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.render.kubernetes.infrastructure.configs.namespaces import routed_namespaces
from generator.render.kubernetes.manifest import Manifest, platform_labels

SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
"""TLS 1.2 and 1.3. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html"""

GROUP_NAME_LENGTH = 63
"""https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#groupname"""


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the IngressClass and IngressClassParams of every class."""
    for name, class_ in sorted(platform.ingress.classes.items()):
        yield {
            "apiVersion": "networking.k8s.io/v1",
            "kind": "IngressClass",
            "metadata": {"name": name, "labels": platform_labels(platform)},
            "spec": {
                "controller": "ingress.k8s.aws/alb",
                "parameters": {"apiGroup": "elbv2.k8s.aws", "kind": "IngressClassParams", "name": name},
            },
        }
        yield {
            "apiVersion": "elbv2.k8s.aws/v1beta1",
            "kind": "IngressClassParams",
            "metadata": {"name": name, "labels": platform_labels(platform)},
            "spec": _parameters(platform, name, class_),
        }


def _parameters(platform: Platform, name: str, class_: IngressClass) -> Manifest:
    tls = bool(class_.certificates)
    attributes = {
        "deletion_protection.enabled": "true" if platform.tier == "production" else "false",
        "routing.http.drop_invalid_header_fields.enabled": "true",
    }
    return {
        "group": {"name": group_name(platform, name)},
        "namespaceSelector": {"matchExpressions": [_namespaces(platform, name)]},
        "scheme": class_.scheme,
        "targetType": "ip",
        "certificateArn": list(class_.certificates) or None,
        "sslPolicy": SSL_POLICY if tls else None,
        "sslRedirectPort": "443" if tls else None,
        "wafv2AclArn": class_.waf,
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
