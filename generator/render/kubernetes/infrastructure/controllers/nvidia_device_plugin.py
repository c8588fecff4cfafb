"""NVIDIA's device plugin, which makes GPUs of Amazon Linux nodes a resource; Bottlerocket has its own."""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.nodes.groups import GPU_LABEL
from generator.platform.types.platform import Platform
from generator.render.kubernetes.helm import release, repository_and_tag
from generator.render.kubernetes.manifest import Manifest
from generator.render.pins import chart

NAME = "nvidia-device-plugin"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the chart's repository and its release, where nodes have the label that it selects them by.

    https://github.com/NVIDIA/k8s-device-plugin
    """
    if any(GPU_LABEL in dict(fleet.labels) for fleet in fleets(platform)):
        image = repository_and_tag(chart(platform, NAME).images[0])
        # Whatever else keeps pods away from these nodes, the plugin belongs there.
        values = {"image": image, "tolerations": [{"operator": "Exists"}]}
        yield from release(platform, NAME, "nvidia", values)
