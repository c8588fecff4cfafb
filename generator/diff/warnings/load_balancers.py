"""A load balancer that cannot be changed is made anew, with another DNS name and other addresses.

https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.services.load_balancers import class_load_balancers
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform


def warn(step: Transition) -> Iterator[str]:
    """Say which ones get another address."""
    before, after = _fixed(step.base), _fixed(step.head)
    for place in before.keys() & after.keys():
        if before[place] != after[place]:
            old, new = (" ".join(each[place]) for each in (before, after))
            yield (
                f"the load balancer of {place} changes from {old} to {new}: it is deleted and another one made, with "
                "another DNS name; calls fail until DNS leads to the new one, so expose it a second time under another "
                "name, move DNS over, and then remove this one"
            )


def _fixed(platform: Platform) -> dict[str, tuple[str, ...]]:
    """What of each load balancer is the same for life."""
    classes = class_load_balancers(platform)
    services = service_load_balancers(platform)
    return {f"ingress.classes.{name}": (each.controller, each.scheme) for name, each in classes.items()} | {
        f"services.{name}": (each.controller, each.kind, each.scheme) for name, each in services.items()
    }
