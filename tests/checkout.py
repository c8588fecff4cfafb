"""Copies of this repository as somebody else would have it."""

import shutil
from pathlib import Path

from tests.platforms import ROOT
from tests.tools import run


def copy(folder: Path) -> Path:
    """Copy what Git knows, or would if it were added now, to a new folder."""
    listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT)
    assert listed.returncode == 0, listed.stderr
    for path in filter(None, listed.stdout.split("\0")):
        if (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, folder / path)
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Run git there as nobody in particular, and return what it prints."""
    person = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "init.defaultBranch=main"]
    done = run(["git", *person, *arguments], folder, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null")
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder: Path, message: str) -> None:
    """Commit everything that is in a folder, which becomes a repository if it is none."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
