"""Who is told what Flux does: a Provider and an Alert each, beside the Kustomizations, for when those fail.

https://fluxcd.io/flux/components/notification/alerts/
"""

from collections.abc import Iterator

from generator.platform.gitops.kustomizations import app
from generator.platform.gitops.notifications import NEEDS, severity, url
from generator.platform.types.notifications import Notification
from generator.platform.types.platform import Platform
from generator.render.bridge import NAMESPACE
from generator.render.kubernetes.infrastructure import manifests
from generator.render.kubernetes.manifest import Manifest, platform_labels

API = "notification.toolkit.fluxcd.io/v1beta3"


def notifications(platform: Platform) -> Iterator[Manifest]:
    """Yield the objects of each, by name."""
    for name, item in sorted(platform.gitops.notifications.items()):
        metadata = {"name": name, "namespace": NAMESPACE, "labels": platform_labels(platform)}
        yield {
            "apiVersion": API,
            "kind": "Provider",
            "metadata": metadata,
            "spec": {
                "type": item.provider,
                "channel": item.channel,
                "address": url(platform.gitops, item),
                "secretRef": {"name": item.secret} if item.secret else None,
            },
        }
        yield {
            "apiVersion": API,
            "kind": "Alert",
            "metadata": metadata,
            "spec": {
                "providerRef": {"name": name},
                "eventSeverity": severity(item),
                "eventSources": list(_sources(platform, item)),
                "eventMetadata": {
                    "cluster": platform.name,
                    "environment": platform.environment,
                    "region": platform.region,
                },
            },
        }


def _sources(platform: Platform, item: Notification) -> Iterator[Manifest]:
    """Yield what it hears of: a commit is known to Kustomizations alone."""
    for name in sorted(map(app, item.services)) or ["*"]:
        yield _source("Kustomization", NAMESPACE, name)
    if item.services or NEEDS[item.provider].of_commits:
        return
    yield _source("GitRepository", NAMESPACE, "*")
    controllers = manifests(platform, "controllers")
    for kind in ("HelmRepository", "HelmRelease"):
        namespaces = {each["metadata"]["namespace"] for each in controllers if each["kind"] == kind}
        yield from (_source(kind, namespace, "*") for namespace in sorted(namespaces))


def _source(kind: str, namespace: str, name: str) -> Manifest:
    return {"kind": kind, "name": name, "namespace": namespace}
