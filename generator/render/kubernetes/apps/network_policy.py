"""The NetworkPolicy of a service: who may call it, and what it may call."""

from collections.abc import Iterator

from generator.platform.types.services import Service
from generator.render import pod_iam
from generator.render.kubernetes.ingress import controllers
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.policy import addresses, service_pods, tcp
from generator.render.kubernetes.topology import Topology, health_port


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the policy; the namespace's own denies the rest."""
    yield {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": name, "namespace": service.namespace, "labels": labels(topology.platform, name)},
        "spec": {
            "podSelector": {"matchLabels": selector(name)},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": list(_ingress(topology, name, service)),
            "egress": list(_egress(topology, service)),
        },
    }


def _ingress(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """One rule for each port that somebody calls: a rule without peers would let everybody in."""
    callers = topology.callers.get(name, {})
    outside = _controllers(topology, name, service) if name in topology.entrances else {}
    for port, number in sorted(service.ports.items()):
        peers = [service_pods(topology.platform.services[caller].namespace, caller) for caller in callers.get(port, ())]
        peers += outside.get(port, ())
        if peers:
            yield {"from": peers, "ports": tcp(number)}


def _controllers(topology: Topology, name: str, service: Service) -> dict[str, list[Manifest]]:
    """By port: where requests and health checks of ingress controllers come from, each peer once."""
    found: dict[str, list[Manifest]] = {}
    for entrance in topology.entrances[name]:
        platform = topology.platform
        peers = controllers()[platform.ingress.classes[entrance.class_].controller].peers(platform, entrance.class_)
        for rule in entrance.rules:
            for port in (rule.port, health_port(service, rule.port)):
                known = found.setdefault(port, [])
                known += [peer for peer in peers if peer not in known]
    return found


def _egress(topology: Topology, service: Service) -> Iterator[Manifest]:
    for name, target in sorted(service.connects_to.items()):
        if isinstance(target, str):
            callee = topology.platform.services[name]
            yield {"to": [service_pods(callee.namespace, name)], "ports": tcp(callee.ports[target])}
        else:
            yield {"to": [addresses(target.cidr)], "ports": tcp(*sorted(set(target.ports)))}
    yield from pod_iam.egress(topology.platform, service)
