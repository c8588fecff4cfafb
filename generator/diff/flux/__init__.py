"""What Flux makes of a change beyond single objects, in words: one module for each kind, with `says`."""

from typing import NamedTuple

from generator.diff.kubernetes.objects import Key, Object
from generator.platform.discover import modules
from generator.platform.types.platform import Platform

PRUNE = "kustomize.toolkit.fluxcd.io/prune"


class Trees(NamedTuple):
    """Two platforms, and those of their objects whose files differ."""

    base: Platform
    head: Platform
    before: dict[Key, Object]
    after: dict[Key, Object]

    @property
    def gone(self) -> list[Object]:
        """Objects that are taken out of Git."""
        return [found for key, found in self.before.items() if key not in self.after]

    @property
    def both(self) -> list[tuple[Object, Object]]:
        """Objects of both sides, before and after."""
        return [(found, self.after[key]) for key, found in self.before.items() if key in self.after]


def flux(trees: Trees) -> list[str]:
    """What is said of a change."""
    return [said for module in modules(__name__) for said in module.says(trees)]


def listed(names: list[str]) -> str:
    """Some of the names, and how many more there are."""
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5} more" if len(names) > 5 else shown
