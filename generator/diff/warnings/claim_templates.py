"""The claims of a StatefulSet that are there do not follow its template.

https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.services.quantities import size
from generator.platform.types.services import Service


def warn(step: Transition) -> Iterator[str]:
    """Say what happens to the volumes beside the refusal of the template."""
    for name, old in step.base.services.items():
        new = step.head.services.get(name)
        if new is None or not old.kind == new.kind == "StatefulSet":
            continue
        for key, was, becomes in _resized(old, new):
            place = f"services.{name}.volumes.{key}"
            if size(becomes) < size(was):
                yield f"{place} shrinks from {was} to {becomes}: no volume can; keep {was}, or declare another volume"
            else:
                yield (
                    f"{place} grows from {was} to {becomes}, and claims that are there do not: give each of them "
                    f"`spec.resources.requests.storage: {becomes}` by `kubectl edit pvc` first"
                )


def _resized(old: Service, new: Service) -> Iterator[tuple[str, str, str]]:
    for key, volume in old.volumes.items():
        other = new.volumes.get(key)
        claims = other is not None and volume.type == other.type == "claim"
        if claims and other and volume.size and other.size and size(volume.size) != size(other.size):
            yield key, volume.size, other.size
