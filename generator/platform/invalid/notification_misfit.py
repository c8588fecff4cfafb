"""A notification without what its provider cannot work without."""

from collections.abc import Iterator

from generator.platform.gitops.notifications import missing
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield providers that miss an address, a Secret or a channel."""
    for item in platform.gitops.notifications.values():
        fault = missing(platform.gitops, item)
        if fault is not None:
            yield Violation(item, "provider", fault)
