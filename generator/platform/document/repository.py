"""The repository that a file lies in, and how services know its files: wherever the command ran."""

import os
from pathlib import Path, PurePosixPath


def root(file: Path) -> Path | None:
    """The nearest folder around a file that Git knows as a repository; None where there is none."""
    folders = Path(os.path.normpath(file.absolute())).parents
    return next((folder for folder in folders if (folder / ".git").exists()), None)


def from_root(name: str) -> str:
    """The path of a file from the root of its repository; as it was given where there is none."""
    repository = root(Path(name))
    return PurePosixPath(name).as_posix() if repository is None else _within(repository, name)


def _within(repository: Path, name: str) -> str:
    # Of `a/../b` only the normal form is within.
    return Path(os.path.normpath(Path(name).absolute())).relative_to(repository).as_posix()
