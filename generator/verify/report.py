"""What `verify` tells: kept apart from how it finds out."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """Something in a rendered file that an outside tool refuses."""

    path: Path
    line: int | None
    message: str

    @property
    def place(self) -> tuple[str, int, str]:
        """What problems are sorted by."""
        return str(self.path), self.line or 0, self.message


@dataclass(frozen=True)
class Unchecked:
    """A part that could not be checked, or not exactly as asked, and why."""

    what: str
    reason: str


@dataclass(frozen=True)
class Report:
    """`manifests` counts the objects that kubeconform saw; `roots` names the Terraform roots validated."""

    problems: tuple[Problem, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    manifests: int = 0
    roots: tuple[str, ...] = ()

    def __add__(self, other: "Report") -> "Report":
        return Report(
            self.problems + other.problems,
            self.unchecked + other.unchecked,
            self.manifests + other.manifests,
            self.roots + other.roots,
        )
