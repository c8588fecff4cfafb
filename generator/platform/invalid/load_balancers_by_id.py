"""Adopted subnets of several tiers for one load balancer."""

from collections.abc import Iterator

from generator.platform.network.adopted import load_balancer_subnets
from generator.platform.services.load_balancers import class_tiers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield schemes of ingress classes whose load balancers would lie in two tiers: by id, there is one a zone."""
    for class_ in platform.ingress.classes.values():
        tiers = class_tiers(platform, class_)
        if len(tiers) > 1 and load_balancer_subnets(platform, class_.scheme):
            message = (
                f"{class_.scheme} load balancers take one adopted subnet of a zone, and {', '.join(tiers)} offer it"
            )
            yield Violation(class_, "scheme", f"{message}; say `loadBalancers: false` in all but one")
