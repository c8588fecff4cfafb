"""Whether what is committed beside the head's platform.yaml is what it renders to now."""

import os
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha1, sha256

from generator.diff import git
from generator.diff.side import Side
from generator.render.files import Files
from generator.write import lock
from generator.write.project import folder


class Rendered(StrEnum):
    """How rendered/<environment>/ compares with a fresh render; nothing is there before the first one."""

    CURRENT = "current"
    STALE = "stale"
    ABSENT = "absent"


def rendered(side: Side, environment: str, files: Files) -> Rendered | None:
    """Compare every file that we own; None of a side that is no file."""
    if side.file is None or not files:
        return None
    hashes = {path: frozenset({lock.digest(content)}) for path, content in files.items()}
    wanted = files | {lock.NAME: lock.text(hashes)}
    place = folder(side.file, environment)
    if side.revision is None:
        return _on_disk(str(place), wanted)
    return _in_git(git.tree(side.revision, place), wanted)


def _on_disk(place: str, wanted: Mapping[str, bytes]) -> Rendered:
    if not os.path.isfile(f"{place}/{lock.NAME}"):  # noqa: PTH113 - thousands of files: a Path for each takes longer
        return Rendered.ABSENT
    same = all(_read(f"{place}/{path}") == content for path, content in wanted.items())
    return Rendered.CURRENT if same else Rendered.STALE


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return None


def _in_git(blobs: dict[str, str], wanted: Mapping[str, bytes]) -> Rendered:
    if lock.NAME not in blobs:
        return Rendered.ABSENT
    same = all(path in blobs and blobs[path] == _blob(content, blobs[path]) for path, content in wanted.items())
    return Rendered.CURRENT if same else Rendered.STALE


def _blob(content: bytes, like: str) -> str:
    """The name that Git has for a content, in the hash of another name.

    https://git-scm.com/docs/gitformat-pack, https://git-scm.com/docs/hash-function-transition
    """
    whole = b"blob %d\0%s" % (len(content), content)
    return sha256(whole).hexdigest() if len(like) == 64 else sha1(whole).hexdigest()  # noqa: S324 - Git's own
