"""The ingress controllers."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.kubernetes.ingress import controllers, served
from generator.render.kubernetes.manifest import Manifest


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield each controller that an ingress class names."""
    for controller, classes in served(platform).items():
        yield from controllers()[controller].install(platform, classes)
