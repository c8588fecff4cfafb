"""The repository that a file lies in."""

import os
from pathlib import Path


def root(file: Path) -> Path | None:
    """The nearest folder around a file that Git knows as a repository; None where there is none."""
    folders = Path(os.path.normpath(file.absolute())).parents
    return next((folder for folder in folders if (folder / ".git").exists()), None)
