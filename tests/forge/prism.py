"""Prism, which judges every request and answer by GitHub's description, between a client and a service.

https://docs.stoplight.io/docs/prism; `make test-forge` installs it, and runs the tests that are behind it.
"""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.forge.description import FILE
from tests.forge.installed import NODE, PRISM, installed

_SECONDS = 60


@contextmanager
def started() -> Iterator[tuple[str, int]]:
    """The URL of a Prism, and the port to which it passes on what is right; it answers itself where it is not."""
    port, upstream = _free(), _free()
    words = ["proxy", "--errors", "--host", "127.0.0.1", "--port", str(port), str(FILE)]
    command = [NODE, installed(PRISM), *words, f"http://127.0.0.1:{upstream}"]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stdout=log, stderr=log) as prism:
        try:
            _wait(port, prism)
            yield f"http://127.0.0.1:{port}", upstream
        finally:
            prism.kill()
        log.seek(0)
        said = log.read().decode()
    assert "Forwarding" in said
    assert "#VIOLATIONS" not in said, said


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait(port: int, prism: "subprocess.Popen[bytes]") -> None:
    for _ in range(_SECONDS * 10):
        assert prism.poll() is None, "Prism has ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("Prism does not start")
