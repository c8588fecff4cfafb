"""The Ingress object, which several controllers read."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.rule_order import Rule
from generator.render.kubernetes.topology import Entrance


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
