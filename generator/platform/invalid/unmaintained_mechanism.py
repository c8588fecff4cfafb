"""A mechanism that nobody maintains, without a word that this is known."""

from collections.abc import Iterator

from generator.platform.services.pod_roles import UNMAINTAINED
from generator.platform.types.iam import MechanismName
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield every place that names one; no fix of their faults, security's included, will come."""
    if platform.iam.acknowledge_unmaintained:
        return
    for node, field, name in _named(platform):
        if name in UNMAINTAINED:
            message = (
                f"{name} has been abandoned since {UNMAINTAINED[name]}; use podIdentity, or set "
                "iam.acknowledgeUnmaintained: true while you move away from it"
            )
            yield Violation(node, field, message)


def _named(platform: Platform) -> Iterator[tuple[Node, str | tuple[str | int, ...], MechanismName | None]]:
    yield platform.iam, "mechanism", platform.iam.mechanism
    for role in platform.iam.roles.values():
        yield role, "mechanism", role.mechanism
        for index, name in enumerate(role.also_trust):
            yield role, ("also_trust", index), name
