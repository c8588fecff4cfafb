"""A pull request, which GitLab calls a merge request, as every service has it."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Comment(NamedTuple):
    """A comment; `author` is the service's word for who wrote it, and empty for one who is gone."""

    id: int
    author: str
    body: str
    hidden: bool = False


class State(NamedTuple):
    """What a pull request is at: the commit at its head, and whether it can still be merged."""

    commit: str
    open: bool


class Annotation(NamedTuple):
    """What is said of a line, counted from 1; the level is failure, warning or notice."""

    path: str
    line: int
    level: str
    title: str
    message: str


class Verdict(NamedTuple):
    """What a commit is told: `conclusion` is success, neutral or failure."""

    name: str
    conclusion: str
    title: str
    summary: str
    url: str = ""
    annotations: tuple[Annotation, ...] = ()


class Request(Protocol):
    """A pull request that can be asked and written to; everything raises ToolFailed where the service refuses."""

    limit: int
    """Characters of a comment."""

    def author(self) -> str:
        """Who we are."""

    def state(self) -> State:
        """What it is at now."""

    def comments(self) -> Iterator[Comment]:
        """Every comment, page by page."""

    def create(self, body: str) -> Comment:
        """Write a new comment; raises Unanswered where it is not known whether it was written."""

    def update(self, comment: Comment, body: str) -> Comment:
        """Write a comment anew; raises Missing where it is gone."""

    def delete(self, comment: Comment) -> None:
        """Take a comment away; it may be gone already."""

    def status(self, verdict: Verdict, commit: str) -> None:
        """Set the commit's status."""

    def check_run(self, verdict: Verdict, commit: str) -> None:
        """Make a check run with annotations; raises UsageError where the service knows none."""
