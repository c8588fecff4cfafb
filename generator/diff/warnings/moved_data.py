"""A claim stays where it was: in its namespace, with its data, and bound to the pod's name.

https://kubernetes.io/docs/concepts/storage/persistent-volumes/
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.types.services import Service


def warn(step: Transition) -> Iterator[str]:
    """Say what loses sight of its data."""
    for name, old in step.base.services.items():
        new = step.head.services.get(name)
        claims = _claims(old)
        if not claims:
            continue
        if new is None:
            yield f"services.{name} goes, and its claims ({', '.join(claims)}) stay for you to delete: nobody else does"
        elif new.namespace != old.namespace:
            yield (
                f"services.{name} moves from namespace {old.namespace} to {new.namespace}: its claims "
                f"({', '.join(claims)}) do not, and it starts with empty ones; restore a snapshot or a copy into the "
                "new ones first"
            )
        elif lost := [claim for claim in claims if claim not in _claims(new)]:
            yield (
                f"services.{name} lets go of its claims {', '.join(lost)}: they stay for you to delete, and a volume "
                "under another name starts empty; copy what is needed first"
            )
        elif (old.kind == "StatefulSet") != (new.kind == "StatefulSet"):
            yield (
                f"services.{name} becomes a {new.kind}, which has claims of other names: it starts with empty ones; "
                "restore a snapshot or a copy into the new ones first"
            )


def _claims(service: Service) -> list[str]:
    return [name for name, volume in service.volumes.items() if volume.type == "claim"]
