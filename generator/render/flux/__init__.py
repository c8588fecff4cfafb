"""What Flux is told to apply, and in which order: kubernetes/cluster/, its own Kustomizations."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render import yaml_text
from generator.render.bridge import CONFIG_MAP, NAMESPACE
from generator.render.files import Files
from generator.render.flux.definitions import definition_names, definitions
from generator.render.flux.paths import rendered
from generator.render.kubernetes.infrastructure import manifests, needed
from generator.render.kubernetes.manifest import Manifest, kustomized, platform_labels

ROOT = "kubernetes/cluster"
NODE_KINDS = ("EC2NodeClass", "NodeClass", "NodePool")
CONTROLLERS, CONFIGS = "infrastructure-controllers", "infrastructure-configs"


def files(platform: Platform) -> Files:
    """The files of kubernetes/cluster/: one for each Kustomization, named as it is, and for each source of another."""
    manifests = {f"{ROOT}/{_file_name(item)}.yaml": yaml_text.manifest(item) for item in _kustomizations(platform)}
    return kustomized(ROOT, manifests)


def _file_name(item: Manifest) -> str:
    name = str(item["metadata"]["name"])
    return name if item["kind"] == "Kustomization" else f"{name}-source"


def _kustomizations(platform: Platform) -> Iterator[Manifest]:
    """Controllers, then what needs their custom resource definitions, then each service by itself.

    Services do not wait for each other: two may call one another.
    """
    yield from definitions(platform)
    first = needed(platform, "controllers")
    if first:
        yield _controllers(platform)
    if needed(platform, "configs"):
        yield _configs(platform, CONTROLLERS if first else None)
    for name in sorted(platform.services):
        yield _kustomization(platform, f"app-{name}", f"apps/{name}", CONFIGS)


def _controllers(platform: Platform) -> Manifest:
    """Ready when every Helm release is: a node agent that is not ready on one node must not hold up all services."""
    item = _kustomization(platform, CONTROLLERS, "infrastructure/controllers", timeout="15m")
    releases = [one for one in manifests(platform, "controllers") if one["kind"] == "HelmRelease"]
    checks = [
        {"apiVersion": one["apiVersion"], "kind": one["kind"], **{k: one["metadata"][k] for k in ("name", "namespace")}}
        for one in releases
    ]
    before = [{"name": name} for name in definition_names(platform)]
    item["spec"] |= {"dependsOn": before or None, "wait": False, "healthChecks": checks or None}
    return item


def _configs(platform: Platform, after: str | None) -> Manifest:
    """Ready when all is there: a pool whose image or subnets Karpenter cannot find must not hold up all services.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions
    """
    item = _kustomization(platform, CONFIGS, "infrastructure/configs", after)
    of_nodes = (one for one in manifests(platform, "configs") if one["kind"] in NODE_KINDS)
    kinds = {one["kind"]: one["apiVersion"] for one in of_nodes}
    if kinds:
        item["spec"]["healthCheckExprs"] = [
            {"apiVersion": version, "kind": kind, "current": "has(metadata.uid)"}
            for kind, version in sorted(kinds.items())
        ]
    return item


def _kustomization(
    platform: Platform, name: str, folder: str, after: str | None = None, timeout: str = "5m"
) -> Manifest:
    """A Kustomization with Flux' recommended settings.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#recommended-settings
    """
    return {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": platform_labels(platform)},
        "spec": {
            "dependsOn": [{"name": after}] if after else None,
            "interval": "1h",
            "retryInterval": "2m",
            "timeout": timeout,
            "wait": True,
            "prune": True,
            "deletionPolicy": "MirrorPrune",
            "sourceRef": {"kind": "GitRepository", "name": NAMESPACE},
            "path": rendered(platform, f"kubernetes/{folder}"),
            # Text is escaped for it everywhere, so that it runs on all.
            "postBuild": {"substituteFrom": [{"kind": "ConfigMap", "name": CONFIG_MAP}]},
        },
    }
