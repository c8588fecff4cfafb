"""How long to wait before a request is made again."""

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

ATTEMPTS = 4
LONGEST = 120.0
"""Seconds that one request may wait altogether."""
_BUSY = {500, 502, 503, 504}


class Clock(NamedTuple):
    """Time as a client has it."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


CLOCK = Clock()


class Answer(NamedTuple):
    """What came back; the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def limited(answer: Answer) -> bool:
    """Whether it was refused only for now: nothing has been done.

    https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api; https://docs.gitlab.com/security/rate_limits/
    """
    if answer.status != 403:
        return answer.status == 429
    exhausted = answer.headers.get("x-ratelimit-remaining") == "0"
    return exhausted or "retry-after" in answer.headers or b"secondary rate limit" in answer.body.lower()


def busy(answer: Answer) -> bool:
    """Whether the service failed, and may or may not have done what was asked."""
    return answer.status in _BUSY


def pause(answer: Answer | None, attempt: int, now: float) -> float:
    """Seconds before the next attempt; the first is 0. Without an answer there was no connection."""
    if answer is None:
        return float(2**attempt)
    said = _said(answer, now)
    if said is not None:
        return max(0.0, said)
    return 60.0 * 2**attempt if limited(answer) else float(2**attempt)


def _said(answer: Answer, now: float) -> float | None:
    """What the service itself asks for."""
    from urllib3 import Retry
    from urllib3.exceptions import InvalidHeader

    try:
        if "retry-after" in answer.headers:
            return float(Retry().parse_retry_after(answer.headers["retry-after"]))
        exhausted = "0" in {answer.headers.get("x-ratelimit-remaining"), answer.headers.get("ratelimit-remaining")}
        reset = answer.headers.get("x-ratelimit-reset") or answer.headers.get("ratelimit-reset")
        return float(reset) - now if exhausted and reset else None
    except (InvalidHeader, ValueError, OverflowError):
        return None
