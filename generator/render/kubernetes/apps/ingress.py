"""The Ingresses of a service: one for each route that leads to it."""

from collections.abc import Iterator

from generator.platform.types.services import Service
from generator.render.kubernetes.draining import DEREGISTRATION_DELAY
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.rule_order import Rule
from generator.render.kubernetes.topology import Entrance, Topology, health_port


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the Ingresses. What all of a class share is in its IngressClassParams."""
    for entrance in topology.entrances.get(name, ()):
        tls = bool(topology.platform.ingress.classes[entrance.class_].certificates)
        annotations = {
            "group.order": str(entrance.order),
            **_health_check(service, entrance),
            "listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]' if tls else '[{"HTTP": 80}]',
            "target-group-attributes": f"deregistration_delay.timeout_seconds={DEREGISTRATION_DELAY}",
        }
        yield {
            "apiVersion": "networking.k8s.io/v1",
            "kind": "Ingress",
            "metadata": {
                "name": entrance.name,
                "namespace": service.namespace,
                "labels": labels(topology.platform, name),
                "annotations": {f"alb.ingress.kubernetes.io/{key}": value for key, value in annotations.items()},
            },
            "spec": {"ingressClassName": entrance.class_, "rules": list(_rules(name, entrance))},
        }


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
