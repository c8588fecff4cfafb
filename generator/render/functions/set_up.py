"""Brings a domain to what is said of it: roles, who has them, how indexes are made and how long they are kept.

The requests come with the invocation; each puts one thing in its place, whatever was there.
"""

import json
import logging
import os
import time
from collections.abc import Callable
from typing import Any

from generator.render.functions.domain import Answer, Domain

PAUSE_SECONDS = 10
CONFLICT = 409
NOT_YET = (401, 403)
"""A new domain knows its master for a minute as nobody."""

log = logging.getLogger()
log.setLevel(logging.INFO)


def handle(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Lambda's entry: `requests`, in their order, with method, path and body each.

    `unless` is the status of the answer where there is nothing to do.
    """
    domain = Domain(os.environ["DOMAIN"], os.environ["AWS_REGION"])
    for request in event["requests"]:
        _do(domain, request, lambda: context.get_remaining_time_in_millis() / 1000)
    return {"done": len(event["requests"])}


def _do(domain: Domain, request: dict[str, Any], left: Callable[[], float]) -> None:
    """Raise RuntimeError where the domain will not have it."""
    while True:
        answer = _ask(domain, request, request["path"])
        if answer.status == CONFLICT:
            answer = _ask(domain, request, request["path"] + _version(domain, request["path"]))
        if 200 <= answer.status < 300 or answer.status == request.get("unless"):
            log.info("%s %s", request["method"], request["path"])
            return
        if (not answer.passing and answer.status not in NOT_YET) or left() < 2 * PAUSE_SECONDS:
            raise RuntimeError(f"{request['method']} {request['path']}: {answer.status} {answer.body[:2000]!r}")
        time.sleep(PAUSE_SECONDS)


def _ask(domain: Domain, request: dict[str, Any], path: str) -> Answer:
    return domain.ask(request["method"], path, json.dumps(request["body"]).encode())


def _version(domain: Domain, path: str) -> str:
    """What a policy of index state management wants to hear of the one that it replaces.

    https://docs.opensearch.org/latest/im-plugin/ism/api/#update-policy
    """
    there = json.loads(domain.ask("GET", path).body)
    return f"?if_seq_no={there['_seq_no']}&if_primary_term={there['_primary_term']}"
