"""lint: what is checked, and what is knowingly allowed."""

from typing import Annotated, Literal

from generator.platform.types.node import Name, Node, says, text


class Allow(Node, frozen=True):
    """A finding that is known and accepted."""

    rule: Annotated[str, text(r"[A-Za-z][A-Za-z0-9-]*", "a rule's name or id", "single-nat-gateway"), says("The rule.")]
    reason: Annotated[str, text(r"[\s\S]*\S[\s\S]*", "a reason"), says("Why it is right here.")]
    until: Annotated[
        Annotated[str, text(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a date", "2027-06-30")] | None,
        says("The last day on which it is allowed."),
    ] = None
    environment: Annotated[Name | None, says("Only in this environment.")] = None
    at: Annotated[str | None, says("Only at this place of the file, or below it: keys joined by dots.")] = None


class Lint(Node, frozen=True):
    """The linter's settings."""

    fail_on: Annotated[Literal["error", "warning", "info"], says("The least severity that fails the command.")] = (
        "error"
    )
    allow: Annotated[tuple[Allow, ...], says("Findings that are known and accepted.")] = ()
