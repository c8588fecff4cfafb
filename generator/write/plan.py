"""What a render would change on disk, and what it must not."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.write import lock


class Refusal(NamedTuple):
    """A file that is not ours to change, and why."""

    path: str
    reason: str


class Plan(NamedTuple):
    """What is to be done in a folder; paths are relative to it."""

    folder: Path
    files: Mapping[str, bytes]
    created: tuple[str, ...]
    replaced: tuple[str, ...]
    deleted: tuple[str, ...]
    unfinished: tuple[str, ...]
    """What a killed run may have left half done: ours by the lock, and not on disk or with two hashes."""
    refused: tuple[Refusal, ...]
    known: lock.Hashes
    hashes: lock.Hashes
    lock_is_current: bool
    """Whether the lock on disk says, byte for byte, what it would say after the run."""

    @property
    def changed(self) -> tuple[str, ...]:
        """Every path whose file would change."""
        return tuple(sorted((*self.created, *self.replaced, *self.deleted)))


def plan(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> Plan:
    """Compare a render with a folder; with `force` nothing is refused but what is no plain file of this folder."""
    links = _Links(folder)
    written, problem = _look(folder, lock.NAME, links)
    known = lock.parse(written or b"")
    hashes = {path: frozenset({lock.digest(content)}) for path, content in files.items()}
    refused = [Refusal(lock.NAME, problem)] if problem else []
    changes: dict[str, list[str]] = {"created": [], "replaced": [], "deleted": [], "unfinished": []}
    for path in sorted(files.keys() | known.keys()):
        current, reason = _look(folder, path, links)
        if path in known and (current is None or len(known[path]) > 1):
            changes["unfinished"].append(path)
        if reason is None and current is not None and current != files.get(path) and not force:
            reason = None if _ours(current, known.get(path)) else _foreign(path in known)
        if reason is not None:
            refused.append(Refusal(path, reason))
        elif current != files.get(path):
            changes[_change(current, files.get(path))].append(path)
    return Plan(
        folder,
        files,
        **{name: tuple(paths) for name, paths in changes.items()},
        refused=tuple(refused),
        known=known,
        hashes=hashes,
        lock_is_current=written == (lock.text(hashes) if files else None),
    )


def _change(current: bytes | None, wanted: bytes | None) -> str:
    if current is None:
        return "created"
    return "deleted" if wanted is None else "replaced"


def _foreign(known: bool) -> str:
    return "was edited by hand" if known else "is not ours"


def _ours(content: bytes, hashes: frozenset[str] | None) -> bool:
    """Whether we wrote this; what a merge has made of a file of ours is to be rendered anew."""
    if hashes is None:
        return False
    conflict = b"<<<<<<< " in content and b"\n>>>>>>> " in content
    return conflict or len(hashes) > 1 or lock.digest(content) in hashes


def _look(folder: Path, path: str, links: "_Links") -> tuple[bytes | None, str | None]:
    """A file's content, or why it cannot be ours."""
    reason = links.reason(path)
    return (None, reason) if reason is not None else _read(folder / path)


def _read(path: Path) -> tuple[bytes | None, str | None]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None, None
    except NotADirectoryError:
        return None, "lies below a file"
    except OSError:
        if path.is_symlink():
            return None, "is a symbolic link"
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None, "is not a file"
    with os.fdopen(descriptor, "rb") as file:
        return file.read(), None


class _Links:
    """Folders on the way to a file that lead elsewhere; each is looked at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: dict[str, str | None] = {}

    def reason(self, path: str) -> str | None:
        parent, _, name = path.rpartition("/")
        if name in {"", ".", ".."}:
            return "is not a file"
        if parent not in self.seen:
            self.seen[parent] = self._look(parent)
        return self.seen[parent]

    def _look(self, parent: str) -> str | None:
        if ".." in parent.split("/") or parent.startswith("/"):
            return "lies outside this folder"
        here = self.folder / parent
        for place in (here, *here.parents):
            if place.is_symlink():
                return f"lies behind the symbolic link {place}"
            if place == self.folder.parent:
                break
        return None
