"""Carry a plan out, so that a run that is killed anywhere can be repeated.

First the lock says, of every file that will change, what was in it and what will be; then each file is written beside its
place and renamed; last the lock says what is there.
"""

import os
from pathlib import Path

from generator.write import lock
from generator.write.plan import Plan

TEMPORARY = ".groundplan-tmp"


def apply(plan: Plan) -> None:
    """Write, replace and delete what the plan says; raises OSError and leaves what a second run mends."""
    folder = plan.folder
    _sweep(folder, plan.known)
    if not plan.changed and plan.lock_is_current:
        return
    folder.mkdir(parents=True, exist_ok=True)
    both = {path: plan.known.get(path, frozenset()) | plan.hashes.get(path, frozenset()) for path in plan.known | plan.hashes}
    if plan.changed:
        _replace(folder / lock.NAME, lock.text(both))
    made: set[Path] = {folder}
    for path in (*plan.created, *plan.replaced):
        _write(folder / path, plan.files[path], made)
    for path in plan.deleted:
        (folder / path).unlink(missing_ok=True)
    _prune(folder, plan)
    if plan.files:
        _replace(folder / lock.NAME, lock.text(plan.hashes))
    else:
        (folder / lock.NAME).unlink(missing_ok=True)
        _remove_empty(folder)


def _write(path: Path, content: bytes, made: set[Path]) -> None:
    if path.parent not in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.add(path.parent)
    _replace(path, content)


def _replace(path: Path, content: bytes) -> None:
    """Put a whole file in place, or none of it."""
    temporary = f"{path}{TEMPORARY}"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o666)
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(descriptor, view) :]
        finally:
            os.close(descriptor)
        os.rename(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sweep(folder: Path, known: lock.Hashes) -> None:
    """Remove what a killed run left half written: beside paths that the lock still has two hashes of."""
    for path in (lock.NAME, *(path for path, hashes in known.items() if len(hashes) != 1)):
        Path(f"{folder / path}{TEMPORARY}").unlink(missing_ok=True)


def _prune(folder: Path, plan: Plan) -> None:
    """Remove folders that our own deletions have emptied."""
    for path in plan.deleted:
        parent = (folder / path).parent
        while parent != folder and _remove_empty(parent):
            parent = parent.parent


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
