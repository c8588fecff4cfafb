"""Files as services know them: counted from the root of the repository, wherever the command ran."""

import os
from pathlib import Path, PurePosixPath

from generator.platform.repository import root


def from_root(name: str) -> str:
    """The path of a file from the root of its repository; as it was given where there is none."""
    repository = root(Path(name))
    return PurePosixPath(name).as_posix() if repository is None else _within(repository, name)


def _within(repository: Path, name: str) -> str:
    # Of `a/../b` only the normal form is within.
    return Path(os.path.normpath(Path(name).absolute())).relative_to(repository).as_posix()


def uri(path: str) -> str:
    """The path as a reference of RFC 3986."""
    absolute = PurePosixPath("/", path).as_uri()
    return absolute if path.startswith("/") else absolute.removeprefix("file:///")
