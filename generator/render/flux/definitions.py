"""Custom resource definitions that no chart brings, from their projects' own repositories.

They come before the controllers, which look for them when they start, and they are never removed: every object of
their kinds would go with them.
"""

from collections.abc import Iterator

from generator.platform.services.ingress_controllers import gateways
from generator.platform.types.platform import Platform
from generator.render.bridge import NAMESPACE
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.pins import pins


def definition_names(platform: Platform) -> list[str]:
    """The Kustomizations of the definitions that are needed."""
    return sorted(pins().definitions) if gateways(platform) else []


def definitions(platform: Platform) -> Iterator[Manifest]:
    """Yield the source of each, and the Kustomization that applies it.

    https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/gateway/
    """
    for name in definition_names(platform):
        pinned = pins().definitions[name]
        metadata = {"name": name, "namespace": NAMESPACE, "labels": platform_labels(platform)}
        yield {
            "apiVersion": "source.toolkit.fluxcd.io/v1",
            "kind": "GitRepository",
            "metadata": metadata,
            "spec": {"interval": "24h", "url": pinned.repository, "ref": {"tag": pinned.tag}},
        }
        yield {
            "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
            "kind": "Kustomization",
            "metadata": metadata,
            "spec": {
                "interval": "1h",
                "retryInterval": "2m",
                "timeout": "5m",
                "wait": True,
                "prune": False,
                "sourceRef": {"kind": "GitRepository", "name": name},
                "path": pinned.path,
            },
        }
