"""Two names for one port of a container."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield ports whose number another one has: Kubernetes refuses the Service."""
    for service in platform.services.values():
        first: dict[int, str] = {}
        for name, number in service.ports.items():
            other = first.setdefault(number, name)
            if other != name:
                yield Violation(
                    service, ("ports", name), f"{number} is {other} already; give one of them another number"
                )
