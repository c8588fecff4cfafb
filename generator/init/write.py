"""New files in a repository: nothing that is there is changed, but for lines that .gitattributes lacks."""

import os
from pathlib import Path
from typing import NamedTuple

from generator.errors import Refused

LINES = {".gitattributes"}
"""Files that are lists of lines, to which others may be added."""


class Written(NamedTuple):
    """Paths that were made, that got lines, and that were left as they are though they say something else."""

    made: list[str]
    extended: list[str]
    left: list[str]


def write(folder: Path, files: dict[str, str]) -> Written:
    """Write what is missing; raises Refused, before anything is written, for a path that leads out of the folder."""
    for path in files:
        _must_be_inside(folder, path)
    written = Written([], [], [])
    for path, text in files.items():
        _write(folder / path, path, text, written)
    return written


def _must_be_inside(folder: Path, path: str) -> None:
    root = folder.resolve()
    if not (root / path).resolve().is_relative_to(root):
        raise Refused(f"{folder / path} is a link that leads out of {folder}; remove the link")


def _write(file: Path, path: str, text: str, written: Written) -> None:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _create(file, text)
        written.made.append(path)
        return
    there = file.read_text()
    missing = [line for line in text.splitlines() if line not in there.splitlines()]
    if path in LINES and missing:
        with file.open("a") as stream:
            stream.write(("" if there.endswith("\n") or not there else "\n") + "\n".join(missing) + "\n")
        written.extended.append(path)
    elif there != text:
        written.left.append(path)


def _create(file: Path, text: str) -> None:
    """Whoever makes it in the meantime is not overwritten."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "w") as stream:
        stream.write(text)
