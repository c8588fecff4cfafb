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
def between(upstream: str) -> Iterator[str]:
    """The URL of a Prism that passes on what is right, and answers itself where it is not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["proxy", "--errors", "--host", "127.0.0.1", "--port", str(port), str(FILE), upstream]
    command = [NODE, installed(PRISM), *words]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stdout=log, stderr=log) as prism:
        try:
            _wait(port, prism)
            yield f"http://127.0.0.1:{port}"
        finally:
            prism.kill()
        log.seek(0)
        said = log.read().decode()
    assert "Forwarding" in said
    assert "#VIOLATIONS" not in said, said


def _wait(port: int, prism: "subprocess.Popen[bytes]") -> None:
    for _ in range(_SECONDS * 10):
        assert prism.poll() is None, "Prism has ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("Prism does not start")
