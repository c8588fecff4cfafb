"""The NetworkPolicy of a service: who may call it, and what it may call."""

from collections.abc import Iterator

from generator.platform.services.connections import calls, destinations
from generator.platform.services.containers import pod_ports
from generator.platform.services.rbac import has_token
from generator.platform.services.workloads import runs
from generator.platform.types.container import PortSpec
from generator.platform.types.services import Service
from generator.render import pod_iam
from generator.render.kubernetes.ingress import controllers
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.policy import kubernetes_api, peer, ports, service_pods
from generator.render.kubernetes.topology import Topology, health_port
from generator.render.kubernetes.way_in import way_in


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the policy; the namespace's own denies the rest."""
    if not runs(service):
        return
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
    direct = way_in(topology.platform, service)
    for port, number in pod_ports(service).items():
        peers = [service_pods(topology.platform.services[caller].namespace, caller) for caller in callers.get(port, ())]
        for more in (*outside.get(port, ()), *direct.get(port, ()), *_allowed(service, port)):
            if more not in peers:
                peers.append(more)
        if peers:
            yield {"from": peers, "ports": ports(number)}


def _allowed(service: Service, port: str) -> Iterator[Manifest]:
    """Networks and namespaces that are let in at a port."""
    for _, origin in sorted(service.allow_from.items()):
        if port in origin.ports:
            yield peer(origin)


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
    for name, port in calls(service):
        callee = topology.platform.services[name]
        if runs(callee):
            yield {"to": [service_pods(callee.namespace, name)], "ports": ports(pod_ports(callee)[port])}
    for _, target in destinations(service):
        numbers = (PortSpec(number, target.protocol) for number in sorted(set(target.ports)))
        yield {"to": [peer(target)], "ports": ports(*numbers)}
    if has_token(service):
        yield kubernetes_api(topology.platform)
    yield from pod_iam.egress(topology.platform, service)
