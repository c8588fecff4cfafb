"""Carry a plan out, so that a run that is killed anywhere can be repeated.

First the lock says, of every file that will change, what was in it and what will be; then each file is written beside
its place and renamed; last the lock says what is there.
"""

import os
from pathlib import Path

from generator.write import lock
from generator.write.plan import Plan

TEMPORARY = ".groundplan-tmp"


def apply(plan: Plan) -> None:
    """Write, replace and delete what the plan says; raises OSError and leaves what a second run mends."""
    folder = plan.folder
    _sweep(plan)
    if plan.changed:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / lock.NAME, lock.text(_both(plan)))
        _change(plan)
    _prune(plan)
    if plan.lock_is_current and not plan.changed:
        return
    if plan.files:
        _replace(folder / lock.NAME, lock.text(plan.hashes))
    else:
        (folder / lock.NAME).unlink(missing_ok=True)
        _remove_empty(folder)


def _both(plan: Plan) -> lock.Hashes:
    none: frozenset[str] = frozenset()
    paths = plan.known | plan.hashes
    return {path: plan.known.get(path, none) | plan.hashes.get(path, none) for path in paths}


def _change(plan: Plan) -> None:
    made: set[Path] = {plan.folder}
    for path in (*plan.created, *plan.replaced):
        parent = (plan.folder / path).parent
        if parent not in made:
            parent.mkdir(parents=True, exist_ok=True)
            made.add(parent)
        _replace(plan.folder / path, plan.files[path])
    for path in plan.deleted:
        (plan.folder / path).unlink(missing_ok=True)


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
        Path(temporary).rename(path)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)
        raise


def _sweep(plan: Plan) -> None:
    """Remove what a killed run left half written."""
    for path in (lock.NAME, *plan.unfinished):
        Path(f"{plan.folder / path}{TEMPORARY}").unlink(missing_ok=True)


def _prune(plan: Plan) -> None:
    """Remove folders that our own deletions have emptied."""
    for path in plan.known.keys() - plan.files.keys():
        parent = (plan.folder / path).parent
        while parent != plan.folder and _remove_empty(parent):
            parent = parent.parent


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
