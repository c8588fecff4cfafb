"""The ways in: what all routes of an ingress class share."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.kubernetes.ingress import controllers, served
from generator.render.kubernetes.manifest import Manifest


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the objects of every class."""
    for controller, classes in served(platform).items():
        for name, class_ in classes.items():
            yield from controllers()[controller].classes(platform, name, class_)
