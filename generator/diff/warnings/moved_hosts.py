"""A host that moves to another class is behind another load balancer.

https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.types.platform import Platform


def warn(step: Transition) -> Iterator[str]:
    """Say which hosts are answered elsewhere, and how they move without an outage."""
    before, after = _classes(step.base), _classes(step.head)
    for host in sorted(before.keys() & after.keys()):
        if not before[host] & after[host]:
            old, new = (", ".join(sorted(each[host])) for each in (before, after))
            yield (
                f"{host} moves from ingress class {old} to {new}: the old load balancer stops answering it as soon as "
                "this is pushed, while DNS still leads there; add a route of the new class beside the old one, lead "
                "DNS over, and take the old one out in a later commit"
            )


def _classes(platform: Platform) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for route in platform.ingress.routes.values():
        for host in route.hosts:
            found.setdefault(host, set()).add(route.class_)
    return found
