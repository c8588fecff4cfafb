"""The Kubernetes Service in front of a workload."""

from collections.abc import Iterator

from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.topology import Topology


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the Service, where somebody can call it.

    Its ports are the container's own numbers: enforcement of network policies on EKS needs them equal.
    https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
    """
    if service.expose.type == "none" or not service.ports:
        return
    yield {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": name, "namespace": service.namespace, "labels": labels(topology.platform, name)},
        "spec": {
            "type": service.expose.type,
            "selector": selector(name),
            "ports": [
                {"name": port, "port": number, "protocol": "TCP", "targetPort": port}
                for port, number in sorted(service.ports.items())
            ],
        },
    }
