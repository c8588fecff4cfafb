"""What tells, without rendering, that nothing has changed: a note in the user's cache about a run that changed nothing.

It holds when platform.yaml, groundplan itself and every file of the render are what they were: the same bytes in, and
of each file out the same inode, size and times. The time of an inode's last change cannot be set back; Git's index
trusts it likewise.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator.cache import cache_folder
from generator.errors import ToolFailed
from generator.write import lock
from generator.write.plan import Plan
from generator.write.project import abandoned


def unchanged(platform_file: Path) -> dict[str, int] | None:
    """The number of files of every environment, where the note holds; None where it must be found out."""
    note = _read(platform_file)
    if not note or note[0] != inputs(platform_file):
        return None
    counts = dict(line.split("\t") for line in note[1].split("\n"))
    root = str(platform_file.parent / "rendered")
    if any(_state(root, line.partition("\t")[0]) != line for line in note[2].split("\n")):
        return None
    return None if abandoned(platform_file, counts) else {name: int(count) for name, count in counts.items()}


def remember(platform_file: Path, before: str | None, plans: Iterable[Plan]) -> None:
    """Note that a run over all environments has changed nothing; a cache that cannot be written is no matter.

    `before` is what `inputs` was when the run began: a file that was edited meanwhile is not noted.
    """
    root = str(platform_file.parent / "rendered")
    counts = [f"{plan.folder.name}\t{len(plan.files)}" for plan in plans]
    paths = (f"{plan.folder.name}/{path}" for plan in plans for path in (*plan.files, lock.NAME))
    states = [_state(root, path) for path in paths]
    if before is not None and before == inputs(platform_file) and None not in states:
        text = "\n\n".join([before, "\n".join(counts), "\n".join(map(str, states))])
        with suppress(OSError, ToolFailed):
            place = _place(platform_file)
            temporary = place.with_suffix(f".{os.getpid()}")
            temporary.write_text(text)
            temporary.replace(place)


def _read(platform_file: Path) -> list[str] | None:
    with suppress(OSError, ToolFailed, ValueError):
        note = _place(platform_file).read_text().split("\n\n")
        return note if len(note) == 3 else None
    return None


def _place(platform_file: Path) -> Path:
    return cache_folder("unchanged") / sha256(os.fsencode(platform_file.absolute())).hexdigest()


def inputs(platform_file: Path) -> str | None:
    """A hash of platform.yaml and of the program that renders it; None for what is no file."""
    try:
        if not stat.S_ISREG(platform_file.stat().st_mode):
            return None
        found = sha256(platform_file.read_bytes())
    except OSError:
        return None
    found.update("\n".join(_program(Path(__file__).parent.parent)).encode())
    return found.hexdigest()


def _program(package: Path) -> Iterator[str]:
    with os.scandir(package) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from () if entry.name == "__pycache__" else _program(Path(entry.path))
            else:
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"


def _state(root: str, path: str) -> str | None:
    try:
        status = os.lstat(f"{root}/{path}")
    except OSError:
        return None
    return f"{path}\t{status.st_ino}\t{status.st_size}\t{status.st_mtime_ns}\t{status.st_ctime_ns}"
