"""The objects that several controllers read: IngressClass and Ingress."""

from collections.abc import Iterator
from hashlib import sha256

from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels, platform_labels
from generator.render.kubernetes.rule_order import Rule
from generator.render.kubernetes.topology import Entrance

NAME_LENGTH = 245
"""A little less than a name may have, for controllers make names of it.
https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"""


def within(name: str) -> str:
    """A name in the length that Kubernetes takes."""
    if len(name) <= NAME_LENGTH:
        return name
    return f"{name[: NAME_LENGTH - 9].rstrip('.-')}-{sha256(name.encode()).hexdigest()[:8]}"


def ingress_class(
    platform: Platform, name: str, class_: IngressClass, controller: str, parameters: Manifest | None = None
) -> Manifest:
    """The IngressClass of a class."""
    default = {"ingressclass.kubernetes.io/is-default-class": "true"} if class_.default else None
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "IngressClass",
        "metadata": {"name": name, "labels": platform_labels(platform), "annotations": default},
        "spec": {"controller": controller, "parameters": parameters},
    }


def ingress(
    platform: Platform, name: str, service: Service, entrance: Entrance, annotations: dict[str, str]
) -> Manifest:
    """An Ingress with the rules of an entrance, and the annotations of its controller."""
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": {
            "name": entrance.name,
            "namespace": service.namespace,
            "labels": labels(platform, name),
            "annotations": annotations or None,
        },
        "spec": {"ingressClassName": entrance.class_, "rules": list(_rules(name, entrance))},
    }


def _rules(name: str, entrance: Entrance) -> Iterator[Manifest]:
    hosts: dict[str, list[Rule]] = {}
    for rule in entrance.rules:
        hosts.setdefault(rule.host, []).append(rule)
    for host in sorted(hosts, key=lambda host: (host.startswith("*"), -host.count("."), host)):
        paths = sorted(hosts[host], key=lambda rule: (-len(rule.path), rule.path))
        yield {"host": host, "http": {"paths": [_path(name, rule) for rule in paths]}}


def _path(name: str, rule: Rule) -> Manifest:
    return {
        "path": rule.path,
        "pathType": "Prefix",
        "backend": {"service": {"name": name, "port": {"name": rule.port}}},
    }
