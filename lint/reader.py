"""How a live rule asks AWS, without knowing what asks: every question reads, and an answer may be missing."""

from typing import Any, NamedTuple, Protocol


class NotRead(Exception):
    """An answer that could not be had: the IAM action of the call, why, and AWS' code of the error."""

    def __init__(self, action: str, reason: str, code: str = "") -> None:
        super().__init__(f"{action}: {reason}")
        self.action, self.reason, self.code = action, reason, code


class Reader(Protocol):
    """An AWS account in one region."""

    def read(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        """The whole answer of an operation, all pages of it, as botocore has it; raises NotRead."""
        ...

    def found(self, service: str, operation: str, **parameters: Any) -> dict[str, Any] | None:
        """As `read`, and None for what is not there."""
        ...


class Unread(NamedTuple):
    """A rule that could not be asked, and what was missing."""

    rule: str
    environment: str
    reason: str
