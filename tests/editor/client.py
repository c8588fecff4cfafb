"""A small client of a language server, over its standard input and output.

https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
"""

import json
import subprocess
import threading
from collections import deque
from pathlib import Path
from typing import Any, NamedTuple, Self

PATIENCE = 60
"""Seconds after which a server that does not answer is ended, and the test fails."""


class Position(NamedTuple):
    """Line and character, both from 0."""

    line: int
    character: int


class Client:
    """A running server with its configuration; a context manager."""

    def __init__(self, command: list[str], settings: dict[str, Any]) -> None:
        self.settings = settings
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last_id = 0
        self.versions: dict[str, int] = {}
        self.notifications: deque[dict[str, Any]] = deque()

    def __enter__(self) -> Self:
        capabilities: dict[str, Any] = {"workspace": {"configuration": True}}
        capabilities["textDocument"] = {"hover": {}, "completion": {}, "publishDiagnostics": {}}
        self.request("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self.notify("initialized", {})
        return self

    def __exit__(self, *_: object) -> None:
        self.server.kill()
        self.server.communicate()

    def diagnostics(self, file: Path, text: str) -> list[dict[str, Any]]:
        """What the server says of the file when it is opened, or changed, to hold this text."""
        uri = file.as_uri()
        self.versions[uri] = version = self.versions.get(uri, 0) + 1
        document = {"uri": uri, "languageId": "yaml", "version": version}
        if version == 1:
            self.notify("textDocument/didOpen", {"textDocument": {**document, "text": text}})
        else:
            self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return self._published(uri)

    def completions(self, file: Path, at: Position) -> set[str]:
        """What the server offers at a position."""
        answer = self._at("textDocument/completion", file, at)
        return {item["label"] for item in answer["items"]}

    def hover(self, file: Path, at: Position) -> str:
        """What the server shows of the thing at a position, as Markdown."""
        answer = self._at("textDocument/hover", file, at)
        return str(answer["contents"]["value"])

    def request(self, method: str, params: dict[str, Any]) -> Any:
        self.last_id += 1
        mine = self.last_id
        self._send({"id": mine, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == mine and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self.notifications.append(message)

    def notify(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _at(self, method: str, file: Path, at: Position) -> Any:
        return self.request(method, {"textDocument": {"uri": file.as_uri()}, "position": at._asdict()})

    def _published(self, uri: str) -> list[dict[str, Any]]:
        while True:
            message = self.notifications.popleft() if self.notifications else self._receive()
            about = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and about["uri"] == uri:
                return list(about["diagnostics"])

    def _send(self, message: dict[str, Any]) -> None:
        assert self.server.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message that is not the server's own question: those are answered here."""
        while True:
            message = self._read()
            if "method" not in message or "id" not in message:
                return message
            self._send({"id": message["id"], "result": self._answer(message)})

    def _answer(self, question: dict[str, Any]) -> Any:
        if question["method"] != "workspace/configuration":
            return None
        return [self.settings.get(item["section"]) for item in question["params"]["items"]]

    def _read(self) -> dict[str, Any]:
        assert self.server.stdout is not None
        watchdog = threading.Timer(PATIENCE, self.server.kill)
        watchdog.start()
        try:
            length = 0
            while (header := self.server.stdout.readline()) != b"\r\n":
                assert header, f"the language server ended, or said nothing for {PATIENCE} s"
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            return dict(json.loads(self.server.stdout.read(length)))
        finally:
            watchdog.cancel()
