"""Two names for one port of a pod, or one name for two."""

from collections.abc import Iterator

from generator.platform.services.containers import containers, spec
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield ports whose number another one has: Kubernetes refuses the Service."""
    for service in platform.services.values():
        names: set[str] = set()
        first: dict[tuple[int, str], str] = {}
        for _, container in containers("", service):
            for name, port in container.ports.items():
                known, one = spec(port), name in names
                names.add(name)
                other = first.setdefault((known.port, known.protocol), name)
                if one:
                    message = f"another container of the pod has a port {name}; give one of them another name"
                    yield Violation(container, ("ports", name), message)
                elif other != name:
                    message = f"{known.port} is {other} already; give one of them another number"
                    yield Violation(container, ("ports", name), message)
