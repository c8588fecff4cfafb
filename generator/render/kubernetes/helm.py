"""Charts that Flux installs."""

from collections.abc import Iterator
from typing import Any

from generator.platform.cluster.registries import ecr_region
from generator.platform.types.platform import Platform
from generator.render.bridge import NAMESPACE
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.pins import Chart, chart


def repository(platform: Platform, name: str, chart: Chart) -> Manifest:
    """The repository of a chart; of a private one in ECR, Flux has the credentials by Pod Identity.

    https://fluxcd.io/flux/components/source/helmrepositories/
    """
    oci = chart.repository.startswith("oci://")
    private = oci and ecr_region(chart.repository.removeprefix("oci://")) is not None
    kind = {"type": "oci"} if oci else {}
    return {
        "apiVersion": "source.toolkit.fluxcd.io/v1",
        "kind": "HelmRepository",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": platform_labels(platform)},
        "spec": {
            **kind,
            "provider": "aws" if private else None,
            "interval": "24h",
            "url": chart.repository,
        },
    }


def release(platform: Platform, name: str, source: str, values: Manifest) -> Iterator[Manifest]:
    """Yield a chart's repository, named `source`, and its release in kube-system at the pinned version."""
    pinned = chart(platform, name)
    yield repository(platform, source, pinned)
    yield helm_release(platform, name, source, pinned.version, values=values)


def helm_release(  # noqa: PLR0913 - what a release consists of
    platform: Platform,
    name: str,
    source: str,
    version: str,
    *,
    of: str | None = None,
    namespace: str = "kube-system",
    crds: str = "CreateReplace",
    **spec: Any,
) -> Manifest:
    """A release of a chart, that of its own name unless said: a failure is tried again, and nothing is torn down.

    An upgrade leaves the CRDs of a chart alone unless told by `crds`.
    """
    action = {"crds": crds, "strategy": {"name": "RetryOnFailure", "retryInterval": "2m"}}
    reference = {"kind": "HelmRepository", "name": source, "namespace": NAMESPACE}
    return {
        "apiVersion": "helm.toolkit.fluxcd.io/v2",
        "kind": "HelmRelease",
        "metadata": {"name": name, "namespace": namespace, "labels": platform_labels(platform)},
        "spec": {
            "interval": "1h",
            "timeout": "10m",
            "chart": {"spec": {"chart": of or name, "version": version, "sourceRef": reference}},
            "install": action,
            "upgrade": action,
            **spec,
        },
    }


def repository_and_tag(image: str) -> dict[str, str]:
    """An image as most charts take it."""
    name, _, tag = image.rpartition(":")
    return {"repository": name, "tag": tag}
