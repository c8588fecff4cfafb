"""One-way doors: one module each, with `warn`, which says what cannot be undone or is refused, and the way round."""

from generator.diff.transition import Transition
from generator.platform.discover import modules


def warnings(step: Transition) -> list[str]:
    """What is said of a change between two platforms."""
    return [said for door in modules(__name__) for said in door.warn(step)]
