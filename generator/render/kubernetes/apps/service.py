"""The Kubernetes Services in front of a workload."""

from collections.abc import Iterator
from typing import Any

from generator.platform.services.containers import pod_ports, service_port, service_ports
from generator.platform.services.service_load_balancers import load_balancer, one_listener
from generator.platform.services.workloads import exposed, governing
from generator.platform.types.container import PortSpec
from generator.platform.types.services import Service
from generator.render.kubernetes.load_balancers import made_by
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.topology import Topology

NAMES = "external-dns.alpha.kubernetes.io/hostname"
"""https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/"""


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the Service, where somebody can call it, and the one that names the pods of a StatefulSet.

    Its ports are the container's own numbers: enforcement of network policies on EKS needs them equal.
    https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
    """
    names = governing(name, service)
    if service.expose.type == "ExternalName":
        yield _object(topology, name, service, {"type": "ExternalName", "externalName": service.expose.external_name})
    elif exposed(service) and (pod_ports(service) or names == name):
        yield _made(topology, name, service)
    if names not in {None, name}:
        # Peers look for each other before they are ready.
        spec = {"type": "ClusterIP", "clusterIP": "None", "publishNotReadyAddresses": True, **_to_pods(name, service)}
        peers = _object(topology, name, service, spec)
        peers["metadata"]["name"] = names
        yield peers


def _made(topology: Topology, name: str, service: Service) -> Manifest:
    expose, balancer = service.expose, load_balancer(service)
    spec: dict[str, Any] = {
        "type": "ClusterIP" if expose.type == "Headless" else expose.type,
        "clusterIP": "None" if expose.type == "Headless" else None,
        "publishNotReadyAddresses": expose.publish_not_ready or None,
        "externalTrafficPolicy": expose.traffic_policy if expose.type == "NodePort" else None,
        "internalTrafficPolicy": expose.internal_traffic_policy,
        "trafficDistribution": expose.traffic_distribution,
        **_to_pods(name, service),
    }
    if balancer is None:
        return _object(topology, name, service, spec)
    maker = made_by(balancer)
    spec |= maker.spec(topology.platform, balancer)
    spec["loadBalancerSourceRanges"] = sorted(set(balancer.source_ranges)) or None
    spec["healthCheckNodePort"] = balancer.health_check_node_port
    made = _object(topology, name, service, spec)
    names = {NAMES: ",".join(sorted(set(balancer.hosts)))} if balancer.hosts else {}
    made["metadata"]["annotations"] = {**names, **maker.annotations(topology.platform, service, balancer)}
    return made


def _to_pods(name: str, service: Service) -> Manifest:
    ports = [_port(service, each, port) for each, port in service_ports(service).items()]
    return {"selector": selector(name), "ports": ports or None}


def _port(service: Service, name: str, port: PortSpec) -> Manifest:
    expose = service.expose
    return {
        "name": name,
        "port": service_port(service, name),
        "protocol": port.protocol,
        # Two names would be two targets, of which a listener has one.
        "targetPort": port.port if name in one_listener(service) else name,
        "nodePort": expose.node_ports.get(name),
    }


def _object(topology: Topology, name: str, service: Service, spec: Manifest) -> Manifest:
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": name, "namespace": service.namespace, "labels": labels(topology.platform, name)},
        "spec": spec,
    }
