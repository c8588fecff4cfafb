"""The folder that a platform.yaml lies in, and what we have rendered there."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.write import lock


def folder(platform_file: Path, environment: str) -> Path:
    """Where an environment is rendered to: beside its platform.yaml."""
    return platform_file.parent / "rendered" / environment


def abandoned(platform_file: Path, environments: Iterable[str]) -> list[str]:
    """Environments that we have rendered and that are no longer declared."""
    root = platform_file.parent / "rendered"
    if not root.is_dir():
        return []
    ours = {path.name for path in root.iterdir() if (path / lock.NAME).is_file()}
    return sorted(ours - set(environments))


@contextmanager
def exclusive(platform_file: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the folder of a platform.yaml; `waiting` is called when another run has it.

    A folder that cannot be opened is not held: reading the file then says what is wrong.
    """
    try:
        descriptor = os.open(platform_file.parent, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
