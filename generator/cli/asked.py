"""What a render is asked to do."""

from typing import NamedTuple


class Asked(NamedTuple):
    """The options of the command."""

    environments: list[str] | None = None
    check: bool = False
    diff: bool = False
    force: bool = False
    remove: str | None = None

    @property
    def narrowed(self) -> bool:
        """Whether it is about less than all environments."""
        return bool(self.environments) or self.remove is not None
