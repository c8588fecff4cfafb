"""What controllers say of objects."""

from datetime import UTC, datetime
from typing import Any

from tests.flux.kube import Object


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def condition(kind: str, status: str, reason: str = "Test", message: str = "", **more: Any) -> Object:
    return {"type": kind, "status": status, "reason": reason, "message": message, "lastTransitionTime": now(), **more}
