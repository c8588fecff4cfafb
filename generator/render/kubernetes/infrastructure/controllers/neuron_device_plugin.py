"""The device plugin of AWS Neuron, which makes Inferentia and Trainium devices a resource."""

from collections.abc import Iterator

from generator.platform.nodes.accelerators import offered
from generator.platform.types.platform import Platform
from generator.render.kubernetes.helm import release, repository_and_tag
from generator.render.kubernetes.manifest import Manifest
from generator.render.pins import chart

NAME = "neuron-helm-chart"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the chart's repository and its release, where nodes have such devices; it finds them by instance type.

    https://github.com/aws-neuron/neuron-helm-charts
    """
    if any("neuron" in offered(group) for group in platform.nodes.groups.values()):
        yield from release(platform, NAME, "neuron", _values(platform))


def _values(platform: Platform) -> Manifest:
    return {
        "devicePlugin": {
            "image": repository_and_tag(chart(platform, NAME).images[0]),
            # Whatever else keeps pods away from these nodes, the plugin belongs there.
            "tolerations": [{"operator": "Exists"}],
        },
        # The problem detector wants a role in AWS of its own; EKS's node repair watches these devices too.
        "npd": {"enabled": False},
    }
