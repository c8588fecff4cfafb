"""terraform.extra: a folder of the user's own Terraform, read once, byte for byte.

Nothing in platform.yaml reaches beyond its own folder: the path has no `..`, and no symbolic link is followed.
"""

import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LARGEST = 1024 * 1024
ENDINGS = (".tf", ".tf.json")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")

Directory = int
"""An open folder, so that what is read lies in what was looked at."""


class NotTerraform(Exception):
    """Why a folder, or a file in it, cannot be part of the root; for the user."""


def read(platform_file: str, folder: str) -> tuple[dict[str, str], list[str]]:
    """The texts of the folder's *.tf and *.tf.json, by name, and everything that is wrong with them."""
    files: dict[str, str] = {}
    faults = []
    try:
        with _opened(Path(platform_file).parent, folder) as directory:
            with os.scandir(directory) as entries:
                names = sorted(entry.name for entry in entries)
            for name in names:
                if name.endswith(ENDINGS) and not name.startswith("."):
                    try:
                        files[name] = _text(directory, name)
                    except NotTerraform as fault:
                        faults.append(f"{folder}/{name} {fault}")
    except NotTerraform as fault:
        return {}, [f"{folder} {fault}"]
    if not files and not faults:
        faults.append(f"{folder} holds no *.tf and no *.tf.json; put one there, or take the key out")
    return files, faults


@contextmanager
def _opened(base: Path, folder: str) -> Iterator[Directory]:
    if folder.partition("/")[0] == "rendered":
        raise NotTerraform("is where we write; choose another folder")
    directory = os.open(base, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in folder.split("/"):
            below = _below(directory, part, os.O_DIRECTORY, "is no folder here, or lies behind a symbolic link")
            os.close(directory)
            directory = below
        yield directory
    finally:
        os.close(directory)


def _below(directory: Directory, name: str, kind: int, reason: str) -> int:
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | kind, dir_fd=directory)
    except PermissionError:
        raise NotTerraform("may not be read") from None
    except OSError:
        raise NotTerraform(reason) from None


def _text(directory: Directory, name: str) -> str:
    if not _NAME.fullmatch(name):
        raise NotTerraform("has characters other than letters, digits, `.`, `_` and `-` in its name; rename it")
    descriptor = _below(directory, name, 0, "is a symbolic link; put the file itself there")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotTerraform("is not a file")
    with os.fdopen(descriptor, "rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise NotTerraform("is larger than 1 MiB")
    return _checked(name, raw)


def _checked(name: str, raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise NotTerraform("is not UTF-8") from None
    if name.endswith(".json"):
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise NotTerraform(f"is not JSON: {error}") from None
        if not isinstance(document, dict):
            raise NotTerraform("is not a JSON object, which a *.tf.json is")
    return text
