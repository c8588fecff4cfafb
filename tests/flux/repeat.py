"""What goes on beside a test."""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tests.flux.kube import KubeError

PAUSE_SECONDS = 0.2


@contextmanager
def repeated(step: Callable[[], None]) -> Iterator[None]:
    """Do something again and again; what the API server refuses now is tried again."""
    over = threading.Event()

    def again() -> None:
        while not over.wait(PAUSE_SECONDS):
            with suppress(KubeError, OSError, http.client.HTTPException):
                step()

    thread = threading.Thread(target=again, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
