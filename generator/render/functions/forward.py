"""Log events of CloudWatch Logs to an OpenSearch domain: an index for every day, each event once.

An event's id is its document's: what is sent again after a doubtful answer is there already. What the domain refuses,
and what it did not take before the time ran out, becomes a file of dead letters in S3; where even that fails, so does
the invocation, which Lambda repeats and then keeps.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
"""

import gzip
import json
import logging
import os
import time
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from botocore.session import get_session

from generator.render.functions.domain import Answer, Domain

BATCH_BYTES = 5 * 2**20
"""https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html has 10 MiB for the smallest."""
BATCH_LINES = 5000
PAUSES = (0.5, 1, 2, 4, 8, 16)
"""Seconds before each further attempt."""
SPARE_SECONDS = 15
"""Kept for the dead letters."""
HERE_ALREADY = 409
UNREADABLE = {400, 413}
"""Of a whole request, which one line may have spoilt: the others are sent without it."""

log = logging.getLogger()
log.setLevel(logging.INFO)


class Line(NamedTuple):
    """A document and where it belongs."""

    target: str
    identity: str
    document: bytes

    def action(self) -> bytes:
        """The two lines that a bulk request has for it."""
        head = json.dumps({"create": {"_index": self.target, "_id": self.identity}}, separators=(",", ":"))
        return b"%s\n%s\n" % (head.encode(), self.document)


class Letter(NamedTuple):
    """A line that was not taken, and why."""

    line: Line
    reason: str


def handle(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Lambda's entry: a message of a subscription filter."""
    payload = json.loads(gzip.decompress(b64decode(event["awslogs"]["data"])))
    if payload["messageType"] != "DATA_MESSAGE":
        return {"delivered": 0, "dead": 0}
    lines = list(read(payload, json.loads(os.environ["INDEXES"])))
    dead = deliver(lines, _domain(), lambda: context.get_remaining_time_in_millis() / 1000)
    if dead:
        _keep(dead, context.aws_request_id)
    log.info("%s: %d of %d delivered", payload["logGroup"], len(lines) - len(dead), len(lines))
    return {"delivered": len(lines) - len(dead), "dead": len(dead)}


def read(payload: dict[str, Any], indexes: dict[str, str]) -> Iterator[Line]:
    """The documents of a payload; `indexes`: an index by the start of a log group's name, the longest that fits."""
    group = payload["logGroup"]
    prefix = indexes[max((start for start in indexes if group.startswith(start)), key=len)]
    where = {"@log_group": group, "@log_stream": payload["logStream"], "@owner": payload["owner"]}
    for event in payload["logEvents"]:
        seconds, milliseconds = divmod(event["timestamp"], 1000)
        moment = time.gmtime(seconds)
        stamp = f"{time.strftime('%Y-%m-%dT%H:%M:%S', moment)}.{milliseconds:03}Z"
        document = {**_fields(event["message"]), **where, "@timestamp": stamp}
        text = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
        day = time.strftime("%Y.%m.%d", moment)
        yield Line(f"{prefix}-{day}", event["id"], text.encode(errors="replace"))


def _fields(message: str) -> dict[str, Any]:
    """A message that is an object of JSON has fields of its own."""
    try:
        found = json.loads(message, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return {"message": message}
    return found if isinstance(found, dict) else {"message": message}


def _refuse(constant: str) -> None:
    """NaN and Infinity are Python's, and would spoil a whole request."""
    raise ValueError(constant)


def deliver(lines: Iterable[Line], domain: Domain, left: Callable[[], float]) -> list[Letter]:
    """Send lines until each is taken or refused, or the time is up; `left`: the seconds until then."""
    dead: list[Letter] = []
    waiting = [Letter(line, "") for line in lines]
    for pause in (*PAUSES, None):
        again: list[Letter] = []
        for batch in batches(letter.line for letter in waiting):
            refused, later = _send(domain, batch)
            dead += refused
            again += later
        if not again or pause is None or left() < pause + SPARE_SECONDS:
            return dead + again
        time.sleep(pause)
        waiting = again
    return dead


def batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines in requests of at most so many, and of so many bytes unless one line alone is larger."""
    batch: list[Line] = []
    size = 0
    for line in lines:
        length = len(line.action())
        if batch and (size + length > BATCH_BYTES or len(batch) == BATCH_LINES):
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += length
    if batch:
        yield batch


def _send(domain: Domain, batch: list[Line]) -> tuple[list[Letter], list[Letter]]:
    """What of a batch is refused for good, and what may be taken later."""
    body = b"".join(line.action() for line in batch)
    answer = domain.ask("POST", "/_bulk", body, "application/x-ndjson")
    if answer.status in UNREADABLE and len(batch) > 1:
        halves = [_send(domain, half) for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :])]
        return halves[0][0] + halves[1][0], halves[0][1] + halves[1][1]
    if answer.status != 200:
        letters = [Letter(line, _reason(answer.status, answer.body.decode(errors="replace"))) for line in batch]
        return ([], letters) if answer.passing else (letters, [])
    refused: list[Letter] = []
    later: list[Letter] = []
    for line, item in zip(batch, json.loads(answer.body)["items"], strict=True):
        result = item["create"]
        if result["status"] < 300 or result["status"] == HERE_ALREADY:
            continue
        letter = Letter(line, _reason(result["status"], json.dumps(result.get("error", {}))))
        (later if Answer(result["status"], b"").passing else refused).append(letter)
    return refused, later


def _reason(status: int, text: str) -> str:
    return f"{status}: {text[:1000]}"


def _keep(dead: list[Letter], request: str) -> None:
    """Write the dead letters of an invocation; repeated, it writes the same file."""
    rows = (
        {"reason": reason, "index": line.target, "id": line.identity, "document": line.document.decode()}
        for line, reason in dead
    )
    body = gzip.compress("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode())
    key = f"{time.strftime('%Y/%m/%d', time.gmtime())}/{request}.jsonl.gz"
    _files().put_object(Bucket=os.environ["DEAD_LETTERS"], Key=key, Body=body, ContentType="application/gzip")
    log.error("%d dead letters in %s: %s", len(dead), key, dead[0].reason)


@cache
def _domain() -> Domain:
    return Domain(os.environ["DOMAIN"], os.environ["AWS_REGION"])


@cache
def _files() -> Any:
    return get_session().create_client("s3")
