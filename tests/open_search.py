"""A stand-in for an OpenSearch domain: a server that keeps what it is sent, and refuses what it is told to refuse."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Status = Callable[[dict[str, Any], int], int]
"""The status of a document, given it and how often it has come before."""


def always(status: int) -> Status:
    """The same for every document."""

    def found(document: dict[str, Any], before: int) -> int:
        return status

    return found


class Domain:
    """What a domain holds, by index and id, and every request that it had."""

    def __init__(self) -> None:
        self.url = ""
        self.documents: dict[tuple[str, str], dict[str, Any]] = {}
        self.requests: list[tuple[str, str, Any]] = []
        self.seen: Counter[str] = Counter()
        self.bulks: list[int] = []
        self.status: Status = always(201)
        self.answers: list[int] = []

    def bulk(self, body: bytes) -> dict[str, Any]:
        """Answer as the bulk API does: each item by itself. https://docs.opensearch.org/latest/api-reference/document-apis/bulk/"""
        rows = [json.loads(row) for row in body.decode().splitlines()]
        items = [self._create(head["create"], document) for head, document in zip(rows[::2], rows[1::2], strict=True)]
        self.bulks.append(len(items))
        return {"took": 1, "errors": any(item["create"]["status"] >= 300 for item in items), "items": items}

    def _create(self, head: dict[str, str], document: dict[str, Any]) -> dict[str, Any]:
        place = (head["_index"], head["_id"])
        status = 409 if place in self.documents else self.status(document, self.seen[head["_id"]])
        self.seen[head["_id"]] += 1
        if status < 300:
            self.documents[place] = document
        error = {} if status < 300 else {"error": {"type": "refused", "reason": f"as {status}"}}
        return {"create": {**head, "status": status, **error}}


@contextmanager
def serving() -> Iterator[Domain]:
    """Serve a domain on this machine."""
    domain = Domain()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            assert self.headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=test/")
            status, answer = domain.answers.pop(0) if domain.answers else 200, {}
            if status == 200 and self.path == "/_bulk":
                assert self.headers["Content-Type"] == "application/x-ndjson"
                answer = domain.bulk(body)
            elif self.path != "/_bulk":
                domain.requests.append((self.command, self.path, json.loads(body or b"null")))
                answer = {"_seq_no": 7, "_primary_term": 1}
            text = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PUT = do  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    domain.url = f"http://127.0.0.1:{server.server_port}"
    yield domain
    server.shutdown()
    server.server_close()
