"""Charts that Flux installs."""

from generator.platform.registries import ecr_region
from generator.platform.types.platform import Platform
from generator.render.bridge import NAMESPACE
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.pins import Chart


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


def repository_and_tag(image: str) -> dict[str, str]:
    """An image as most charts take it."""
    name, _, tag = image.rpartition(":")
    return {"repository": name, "tag": tag}
