"""A service in a thread of its own, that can be told to fail."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit


class Asked(NamedTuple):
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: Any


class Reply(NamedTuple):
    """An answer; without a status the connection is cut."""

    status: int
    body: Any = None
    headers: dict[str, str] = {}


class Fault(NamedTuple):
    """What happens once instead of an answer; `after`: the service does what is asked, and then this happens."""

    method: str
    path: str
    reply: Reply
    after: bool = False


class Service:
    """What `handle` makes of a request, unless a fault is due; `before` is called with every request."""

    prefix = ""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.faults: list[Fault] = []
        self.wrong: list[str] = []
        self.before: Callable[[Asked], None] = lambda _asked: None
        self.url = ""
        self.lock = threading.Lock()

    def handle(self, asked: Asked) -> Reply:
        raise NotImplementedError

    def answer(self, asked: Asked) -> Reply:
        self.before(asked)
        with self.lock:
            self.asked.append(asked)
            fault = next((f for f in self.faults if f.method == asked.method and re.search(f.path, asked.path)), None)
            if fault:
                self.faults.remove(fault)
                if fault.after:
                    self.handle(asked)
                return fault.reply
            return self.handle(asked)

    def sent(self, *methods: str) -> list[str]:
        """The requests that arrived, by method and path."""
        return [f"{each.method} {each.path}" for each in self.asked if not methods or each.method in methods]


@contextmanager
def running(service: Service, port: int = 0) -> Iterator[Service]:
    """The service at its `url` while this lasts; without a port at one that is free."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None: ...

        def serve(self) -> None:
            parts = urlsplit(self.path)
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = parts.path.removeprefix(service.prefix)
            query = dict(parse_qsl(parts.query))
            body = json.loads(content) if content else None
            reply = service.answer(Asked(self.command, path, query, dict(self.headers), body))
            # A connection that is kept would lead to this service when another has its port.
            self.close_connection = True
            if not reply.status:
                return
            written = b"" if reply.body is None else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            usual = {"Content-Type": "application/json", "Content-Length": str(len(written))}
            for name, value in ({} if reply.status == 204 else usual | reply.headers).items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(written)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = serve  # noqa: N815

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        service.url = f"http://127.0.0.1:{server.server_address[1]}{service.prefix}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()
