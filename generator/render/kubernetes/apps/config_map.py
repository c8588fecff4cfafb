"""The files of configuration of a service."""

from collections.abc import Iterator

from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.topology import Topology


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield a ConfigMap for each folder of files."""
    for each, files in sorted(service.files.items()):
        yield {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {
                "name": f"{name}-{each}",
                "namespace": service.namespace,
                "labels": labels(topology.platform, name),
            },
            "data": dict(sorted(files.content.items())),
        }
