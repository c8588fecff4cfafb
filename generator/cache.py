"""The user's cache folder: what is costly to get and the same for every repository."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import ToolFailed


def cache_folder(name: str) -> Path:
    """Give `$XDG_CACHE_HOME/groundplan/NAME`, else `~/.cache/groundplan/NAME`, made where it is not there.

    A relative path in the variable does not count: https://specifications.freedesktop.org/basedir-spec/latest/
    """
    given = os.environ.get("XDG_CACHE_HOME", "")
    base = given if Path(given).is_absolute() else os.path.expanduser("~/.cache")  # noqa: PTH111 - never raises
    folder = Path(base) / "groundplan" / name
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def beside(final: Path) -> Iterator[Path]:
    """Lend an empty folder in which to build what is then renamed to `final`."""
    from tempfile import TemporaryDirectory

    with writing(final), TemporaryDirectory(dir=final.parent, prefix=".building-") as temporary:
        yield Path(temporary)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say what to do when the cache cannot be written."""
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise ToolFailed(f"cannot write {path}: {why}: set XDG_CACHE_HOME to a folder that can be written") from error
