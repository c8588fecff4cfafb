"""One-way doors: one module each, with `warn`, which says what cannot be undone or is refused, and the way round."""

from generator.platform.discover import modules
from generator.platform.types.platform import Platform


def warnings(base: Platform | None, head: Platform | None) -> list[str]:
    """What is said of a change between two platforms; a door has two sides, so nothing where one is not there."""
    if base is None or head is None:
        return []
    return [said for door in modules(__name__) for said in door.warn(base, head)]
