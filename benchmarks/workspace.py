"""Where runs write."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3


def in_memory() -> bool:
    return MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM


@contextmanager
def workspace() -> Iterator[Path]:
    """An empty folder, in memory where there is room.

    A disk would be measured otherwise, and its past: ext4 passes over the inodes of files deleted in the last minutes
    one by one, so that who writes after a clean-up pays for it.
    """
    with tempfile.TemporaryDirectory(dir=MEMORY if in_memory() else None) as folder:
        yield Path(folder)
