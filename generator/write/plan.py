"""What a render would change on disk, and what it must not."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from generator.render.files import Files
from generator.write import lock


class Refusal(NamedTuple):
    """A file that is not ours to change, and why."""

    path: str
    reason: str


class Plan(NamedTuple):
    """What is to be done in a folder; paths are relative to it."""

    folder: Path
    files: Files
    created: tuple[str, ...]
    replaced: tuple[str, ...]
    deleted: tuple[str, ...]
    refused: tuple[Refusal, ...]
    known: lock.Hashes
    hashes: lock.Hashes

    @property
    def changed(self) -> tuple[str, ...]:
        """Every path whose file would change."""
        return tuple(sorted((*self.created, *self.replaced, *self.deleted)))

    @property
    def lock_is_current(self) -> bool:
        """Whether the lock on disk says what it would say after the run."""
        return self.known == self.hashes


def plan(folder: Path, files: Files, *, force: bool = False) -> Plan:
    """Compare a render with a folder; with `force` nothing is refused but what lies behind a symbolic link."""
    known = lock.read(folder)
    hashes = {path: frozenset({lock.digest(content)}) for path, content in files.items()}
    links = _Links(folder)
    created, replaced, deleted, refused = [], [], [], []
    for path in sorted(files.keys() | known.keys()):
        reason, current = links.reason(path), None
        if reason is None:
            current, reason = _read(folder / path)
        wanted = files.get(path)
        if reason is not None:
            refused.append(Refusal(path, reason))
        elif current == wanted:
            continue
        elif current is None:
            created.append(path)
        elif not force and not _ours(current, known.get(path)):
            refused.append(Refusal(path, "was edited by hand" if path in known else "is not ours"))
        else:
            (deleted if wanted is None else replaced).append(path)
    return Plan(folder, files, tuple(created), tuple(replaced), tuple(deleted), tuple(refused), known, hashes)


def _ours(content: bytes, hashes: frozenset[str] | None) -> bool:
    """Whether we wrote this; a file of ours that Git left with conflict markers is to be rendered anew."""
    if hashes is None:
        return False
    conflict = b"<<<<<<< " in content and b"\n>>>>>>> " in content
    return conflict or lock.digest(content) in hashes


def _read(path: Path) -> tuple[bytes | None, str | None]:
    """A file's content, or why it cannot be ours."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None, None
    except OSError as error:
        if path.is_symlink():
            return None, "is a symbolic link"
        raise error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None, "is not a file"
        return file.read(), None


class _Links:
    """Folders on the way to a file that lead elsewhere; each is looked at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: dict[str, str | None] = {}

    def reason(self, path: str) -> str | None:
        parent = path.rpartition("/")[0]
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
