"""What a one-way door is told by: two platforms, and what the change between them does."""

from typing import NamedTuple

from generator.diff.change import Action, Change
from generator.platform.types.platform import Platform


class Transition(NamedTuple):
    """A platform before and after, and every change of what is rendered."""

    base: Platform
    head: Platform
    changes: list[Change]

    def names(self, *actions: Action, tree: str = "terraform") -> list[str]:
        """What of a tree has one of the actions, worst first."""
        return [change.name for change in self.changes if change.tree == tree and change.action in actions]
