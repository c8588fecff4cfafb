"""A gate before the stand-in: it tells what a call asks for, lets in what a policy allows, and breaks as it is told.

What a call is, is read from the request itself: the signed service and the operation, which AWS' own list of actions
names an action by. https://docs.aws.amazon.com/service-authorization/latest/reference/
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from botocore.session import Session

from tests.aws.server import Aws

_SESSION = Session()
_MODELS = {"elasticloadbalancing": "elb", "servicequotas": "service-quotas"}
_ACTIONS = {"s3:HeadBucket": "s3:ListBucket"}
"""Calls whose action has another name."""


class Broken(NamedTuple):
    """What is answered in place of the real answer: a status and an error's code, or a body; `cut` sends half of it."""

    status: int
    code: str = ""
    body: bytes = b""
    cut: bool = False


class Gate:
    """What was asked, by action; `allowed` None lets all in. `breaks` is asked before each call that is let in."""

    def __init__(self, aws: Aws) -> None:
        self.aws = aws
        self.allowed: frozenset[str] | None = None
        self.breaks: Callable[[str, int], Broken | None] = lambda _action, _number: None
        self.asked: list[str] = []
        self.environment: dict[str, str] = {}

    def reset(self) -> None:
        """Let all in again, and forget."""
        self.allowed, self.breaks, self.asked = None, lambda _action, _number: None, []

    def answer(self, request: "_Request") -> Broken | None:
        """What to answer in place of the real one; None hands the request on."""
        self.asked.append(request.action)
        if self.allowed is not None and request.action not in self.allowed:
            codes = {"ec2": "UnauthorizedOperation", "s3": "403"}
            return Broken(403, codes.get(request.service, "AccessDeniedException"))
        return self.breaks(request.action, self.asked.count(request.action))

    def upstream(self, service: str) -> str:
        """The address that a service is at."""
        named = self.aws.environment.get(f"AWS_ENDPOINT_URL_{_MODELS.get(service, service).upper().replace('-', '_')}")
        return urlsplit(named or self.aws.environment["AWS_ENDPOINT_URL"]).netloc


class _Request(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def service(self) -> str:
        """The service that the request is signed for."""
        found = re.search("Credential=[^/]+/[0-9]+/[^/]+/([^/]+)/", self.headers["Authorization"])
        assert found, "the request is not signed"
        return found[1]

    @property
    def operation(self) -> str:
        """The name of the API's operation."""
        target = {key.lower(): value for key, value in self.headers.items()}.get("x-amz-target")
        if target:
            return target.rpartition(".")[2]
        named = parse_qs(self.body.decode()).get("Action")
        return named[0] if named else self._by_path()

    def _by_path(self) -> str:
        model, path = _SESSION.get_service_model(_MODELS.get(self.service, self.service)), urlsplit(self.path).path
        for name in model.operation_names:
            http = model.operation_model(name).http
            place = re.sub(r"\{\w+\+?\}", "[^/]+", urlsplit(http["requestUri"]).path)
            if http["method"] == self.method and re.fullmatch(place, path):
                return str(name)
        raise AssertionError(f"no operation {self.method} {path}")

    @property
    def action(self) -> str:
        """The IAM action."""
        action = f"{self.service}:{self.operation}"
        return _ACTIONS.get(action, action)


def _error(service: str, code: str) -> bytes:
    """An error, as a service says it."""
    said = f"<Error><Code>{code}</Code><Message>not allowed here</Message></Error>"
    match service:
        case "ec2":
            return f"<Response><Errors>{said}</Errors><RequestID>1</RequestID></Response>".encode()
        case "sts" | "iam" | "elasticloadbalancing" | "route53":
            return f"<ErrorResponse>{said}<RequestId>1</RequestId></ErrorResponse>".encode()
        case "s3":
            return said.encode()
    return json.dumps({"__type": code, "message": "not allowed here"}).encode()


@contextmanager
def gated(aws: Aws) -> Iterator[Gate]:
    """Serve the stand-in through a gate, whose `environment` leads there."""
    gate = Gate(aws)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            request = _Request(self.command, self.path, dict(self.headers), body)
            broken = gate.answer(request)
            if broken is None:
                self._send(*_real(gate, request))
                return
            text = broken.body or _error(request.service, broken.code)
            self._send(broken.status, {"x-amzn-ErrorType": broken.code} if broken.code else {}, text, broken.cut)

        do_GET = do_POST = do_HEAD = _answer  # noqa: N815

        def _send(self, status: int, headers: dict[str, str], body: bytes, cut: bool = False) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body[: len(body) // 2] if cut else body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    keys = {key: value for key, value in aws.environment.items() if not key.startswith("AWS_ENDPOINT_URL")}
    gate.environment = keys | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_address[1]}"}
    try:
        yield gate
    finally:
        server.shutdown()
        server.server_close()


def _real(gate: Gate, request: _Request) -> tuple[int, dict[str, Any], bytes]:
    upstream = HTTPConnection(gate.upstream(request.service))
    upstream.request(request.method, request.path, request.body, request.headers)
    answer = upstream.getresponse()
    kept = {"content-type", "x-amzn-errortype", "x-amz-bucket-region"}
    headers = {name: value for name, value in answer.getheaders() if name.lower() in kept}
    return answer.status, headers, answer.read()
