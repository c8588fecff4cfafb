"""A Flux Kustomization, as we write all of them."""

from typing import Any

from generator.platform.types.platform import Platform
from generator.render.bridge import CONFIG_MAP, NAMESPACE
from generator.render.kubernetes.manifest import Manifest, platform_labels

API = "kustomize.toolkit.fluxcd.io/v1"
SUBSTITUTED = {"substituteFrom": [{"kind": "ConfigMap", "name": CONFIG_MAP}]}
"""Of the bridge; not optional, so that a value that is not there fails, and is not blanked."""


def kustomization(platform: Platform, name: str, path: str, **spec: Any) -> Manifest:
    """A Kustomization with Flux' recommended settings, but for what is said; what is None is left out.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#recommended-settings
    """
    return {
        "apiVersion": API,
        "kind": "Kustomization",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": platform_labels(platform)},
        "spec": {
            "dependsOn": None,
            "interval": "1h",
            "retryInterval": "2m",
            "timeout": "5m",
            "suspend": True if name in platform.gitops.suspend else None,
            "wait": True,
            "prune": True,
            "deletionPolicy": "MirrorPrune",
            "sourceRef": {"kind": "GitRepository", "name": NAMESPACE},
            "path": path,
            # Text is escaped for it everywhere, so that it runs on all of ours.
            "postBuild": SUBSTITUTED,
            **spec,
        },
    }


def after(*names: str | None) -> list[Manifest] | None:
    """What it waits for."""
    return [{"name": name} for name in names if name is not None] or None
