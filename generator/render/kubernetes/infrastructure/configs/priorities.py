"""The priorities of pods."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, platform_labels


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield a PriorityClass for each priority; none is the default."""
    for name, priority in sorted(platform.priorities.items()):
        yield {
            "apiVersion": "scheduling.k8s.io/v1",
            "kind": "PriorityClass",
            "metadata": {"name": name, "labels": platform_labels(platform)},
            "value": priority.value,
            "preemptionPolicy": "PreemptLowerPriority" if priority.preempts else "Never",
            "globalDefault": False,
            "description": priority.description or None,
        }
