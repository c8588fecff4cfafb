"""Flux deletes the old name while the new one still starts.

https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
"""

from collections.abc import Iterator

from msgspec import to_builtins

from generator.diff.transition import Transition
from generator.platform.types.services import Service


def warn(step: Transition) -> Iterator[str]:
    """Say how a service gets another name without an outage."""
    gone = {name: each for name, each in step.base.services.items() if name not in step.head.services}
    new = {name: each for name, each in step.head.services.items() if name not in step.base.services}
    for name, old in gone.items():
        other = next((other for other, each in new.items() if _is_the_same(old, each)), None)
        if other is not None:
            yield (
                f"services.{name} becomes {other}: Flux deletes {name} as soon as this is pushed, whether {other} is "
                f"ready or not; add {other} beside {name}, lead callers to it, and take {name} out in a later commit"
            )


_SAME = ("image", "kind", "namespace", "command", "args", "ports", "containers")


def _is_the_same(old: Service, new: Service) -> bool:
    was, becomes = to_builtins(old), to_builtins(new)
    return all(was.get(key) == becomes.get(key) for key in _SAME)
