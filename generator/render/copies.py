"""What the mirror must hold: every image and chart that the rendered platform pulls, read off the render itself."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.platform.cluster.registries import ecr_region, mirrored
from generator.platform.gitops.flux_versions import flux_versions
from generator.platform.types.platform import Platform
from generator.render.bootstrap.flux import COMPONENTS, REGISTRY
from generator.render.kubernetes.infrastructure import manifests
from generator.render.pins import Chart, published


class Copy(NamedTuple):
    """An image or a chart: where it is published, where the copy is, and the commands that make it."""

    source: str
    target: str
    commands: tuple[str, ...]


def copies(platform: Platform) -> list[Copy]:
    """Everything to copy, by source; nothing where there is no mirror."""
    if platform.registry.mirror is None:
        return []
    objects = [item for area in ("controllers", "configs") for item in manifests(platform, area)]
    of_flux = ("flux-operator", "flux-instance") if platform.gitops.flux.install == "operator" else ()
    charts = {name: published(name) for name in of_flux} | dict(_charts(objects))
    images = {*_flux(platform), *(image for chart in charts.values() for image in chart.images)}
    mirror = f"{platform.registry.mirror}/"
    images |= {image.removeprefix(mirror) for image in _images(objects) if image.startswith(mirror)}
    found = [
        *(_image(platform, image) for image in images),
        *(_chart(platform, name, chart) for name, chart in charts.items()),
    ]
    return sorted(found)


def repositories(platform: Platform) -> list[tuple[str, str]]:
    """The repositories that must be there before, as pairs of region and name, where the mirror is in ECR."""
    region = ecr_region(platform.registry.mirror or "")
    if region is None:
        return []
    names = {copy.target.partition("/")[2].rpartition(":")[0] for copy in copies(platform)}
    return [(region, name) for name in sorted(names)]


def _charts(objects: list[dict[str, Any]]) -> Iterator[tuple[str, Chart]]:
    """The charts of all releases, each at its version; images have the version of their chart in their tag."""
    for item in objects:
        if item["kind"] == "HelmRelease":
            asked = item["spec"]["chart"]["spec"]
            pinned, version = published(asked["chart"]), asked["version"]
            images = tuple(image.replace(pinned.version, version) for image in pinned.images)
            yield asked["chart"], Chart(pinned.repository, version, images)


def _images(value: Any) -> Iterator[str]:
    """The images of containers, wherever they are in an object."""
    if isinstance(value, dict):
        for container in (*value.get("containers", ()), *value.get("initContainers", ())):
            yield container["image"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _images(item)


def _flux(platform: Platform) -> Iterator[str]:
    known = flux_versions().versions.get(platform.gitops.flux.version)
    if known is not None:
        yield from (f"{REGISTRY}/{component}:{known.images[component]}" for component in COMPONENTS)


def _image(platform: Platform, image: str) -> Copy:
    target = mirrored(platform, image)
    return Copy(image, target, (f"crane copy {image} {target}",))


def _chart(platform: Platform, name: str, chart: Chart) -> Copy:
    scheme, _, place = chart.repository.partition("://")
    reference = f"{place}/{name}:{chart.version}"
    if scheme == "oci":
        return _image(platform, reference)
    pull = f"helm pull {name} --repo {chart.repository} --version {chart.version}"
    push = f"helm push {name}-{chart.version}.tgz oci://{mirrored(platform, place)}"
    return Copy(reference, mirrored(platform, reference), (pull, push))
