"""Other ways to the same manifests, one module each.

Each has NAME and `commands(work: Work) -> list[list[str]]`, which prepares what is not timed, and raises Unavailable
where that cannot be done.
"""

from pathlib import Path
from typing import NamedTuple


class Work(NamedTuple):
    """What is to be made: a rendered platform of so many services, an empty folder, and whether minutes may pass."""

    rendered: Path
    services: int
    folder: Path
    large: bool

    @property
    def apps(self) -> Path:
        return self.rendered / "kubernetes" / "apps"
