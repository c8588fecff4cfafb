"""Programs that run for as long as a test needs them."""

import os
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.flux.programs import program

Options = dict[str, str | int | Path]

NOWHERE = "http://127.0.0.1:9"
"""A proxy that refuses: what is not on this machine cannot be reached."""


class Processes:
    """Programs of ours; their output is in `folder`, and the last that was started ends first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stack = ExitStack()
        self.environment = os.environ | {"HTTP_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE, "TMPDIR": str(folder)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stack.close()

    def start(self, name: str, options: Options) -> None:
        """Run `NAME --first-option=VALUE ...`."""
        words = [f"--{option.replace('_', '-')}={value}" for option, value in options.items()]
        with (self.folder / f"{name}.log").open("wb") as log:
            running = subprocess.Popen(
                [str(program(name)), *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment
            )
        self.stack.callback(_end, running)

    def wait(self, name: str, answers: Callable[[], object], seconds: float = 60) -> None:
        """Wait until the program does what it is asked; else show the end of its output."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with suppress(OSError, RuntimeError):
                answers()
                return
            time.sleep(0.1)
        end = (self.folder / f"{name}.log").read_text()[-2000:]
        raise AssertionError(f"{name} did not start in {seconds} s:\n{end}")


def _end(running: subprocess.Popen[bytes]) -> None:
    running.terminate()
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def free_ports(count: int) -> list[int]:
    """Ports that nobody has at this moment."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
