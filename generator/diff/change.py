"""What changes, in the words of the three trees: platform.yaml, Terraform and Kubernetes."""

from enum import StrEnum
from typing import Any, NamedTuple


class Action(StrEnum):
    """What happens to an object; what is worst comes first.

    refuse: nothing, for the API server takes no such change. leave: it is no longer declared, and nobody deletes it.
    """

    DESTROY = "destroy"
    REPLACE = "replace"
    REFUSE = "refuse"
    MOVE = "move"
    CREATE = "create"
    UPDATE = "update"
    LEAVE = "leave"


SEVERITY = {action: rank for rank, action in enumerate(Action)}


class Absent:
    """The value of a field that is not there."""

    def __repr__(self) -> str:
        return "absent"


ABSENT = Absent()


class Unknown:
    """A value that AWS gives only when the change is applied."""

    def __repr__(self) -> str:
        return "known after apply"


UNKNOWN = Unknown()

Path = tuple[str | int, ...]


class Field(NamedTuple):
    """One value that changes: where it is, and what it is before and after."""

    path: Path
    old: Any
    new: Any
    forces: bool = False

    @property
    def dotted(self) -> str:
        """The path as people write it."""
        return ".".join(str(key) for key in self.path)


class Change(NamedTuple):
    """What happens to one object of a tree, and why where its own fields do not say it.

    `causes` are the resources whose replacement it follows from.
    """

    tree: str
    name: str
    action: Action
    fields: tuple[Field, ...] = ()
    because: str = ""
    causes: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str, str]:
        """Worst first, then by name."""
        return SEVERITY[self.action], self.tree, self.name
