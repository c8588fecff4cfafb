"""The volumes of a service that all its pods share; those of a StatefulSet are in its own templates."""

from collections.abc import Iterator

from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.topology import Topology
from generator.render.kubernetes.volumes import claims


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield each claim; Flux never removes one, for the data would go too."""
    if service.kind == "StatefulSet":
        return
    for each, claim in claims(topology.platform, service):
        yield {
            "apiVersion": "v1",
            "kind": "PersistentVolumeClaim",
            "metadata": {
                "name": f"{name}-{each}",
                "namespace": service.namespace,
                "labels": labels(topology.platform, name),
                "annotations": {"kustomize.toolkit.fluxcd.io/prune": "disabled"},
            },
            **claim,
        }
