"""Files as Git has them: objects are read, nothing is checked out."""

import os
import subprocess
from pathlib import Path

from generator.errors import ToolFailed, UsageError

_SECONDS = 60
_PATH = 4096
"""The longest path that a link leads to, in bytes."""
_UNBORN = "nothing is committed here yet; commit first, or give two files: `groundplan diff OLD.yaml NEW.yaml`"
_DEFAULTS = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master", "main", "master")


def show(revision: str, file: Path) -> str | None:
    """The text of a file at a revision; None where that revision has no such file; raises UsageError, ToolFailed."""
    folder, name = _folder(file), file.name
    commit = _commit(folder, revision)
    found = _git(folder, "cat-file", "blob", f"{commit}:./{name}")
    if found.returncode == 0:
        text = found.stdout
        if len(text) <= _PATH and b"\n" not in text and _is_link(folder, commit, name):
            text = _linked(folder, commit, revision, name, os.fsdecode(text))
        return text.decode("utf-8-sig", "replace")
    if _git(folder, "cat-file", "-e", f"{commit}^{{tree}}").returncode:
        raise ToolFailed(f"{revision}: its objects are not here; {_remedy(folder)}")
    return None


def _is_link(folder: Path, commit: str, name: str) -> bool:
    return _git(folder, "ls-tree", commit, "--", f":(literal){name}").stdout.startswith(b"120000 ")


def _linked(folder: Path, commit: str, revision: str, name: str, target: str) -> bytes:
    """What a link leads to in the same revision; raises UsageError for one that leads out, or to another link."""
    path = os.path.normpath(target)
    found = _git(folder, "cat-file", "blob", f"{commit}:./{path}")
    if found.returncode or Path(path).is_absolute() or _is_link(folder, commit, path):
        raise UsageError(f"{name}: at {revision} it is a link to {target}, which is no file of that revision")
    return found.stdout


def files(beside: Path, revision: str, path: str, suffix: str) -> dict[str, str] | None:
    """The texts of the files whose names end so in a folder at a revision, by name; or of the one file that it is.

    None where that revision has no such path; raises UsageError, ToolFailed. Links are left out.
    """
    folder = _folder(beside)
    commit = _commit(folder, revision)
    kind = _git(folder, "cat-file", "-t", f"{commit}:{path}").stdout.strip()
    if kind == b"blob":
        return {Path(path).name: _text(_git(folder, "cat-file", "blob", f"{commit}:{path}"), path)}
    if kind != b"tree":
        return None
    listed = _git(folder, "ls-tree", "-z", f"{commit}:{path}").stdout.decode("utf-8", "replace")
    names = {name: about.split() for about, _, name in (each.partition("\t") for each in listed.split("\0") if each)}
    return {
        name: _text(_git(folder, "cat-file", "blob", id), f"{path}/{name}")
        for name, (mode, _, id) in names.items()
        if mode in {"100644", "100755"} and name.endswith(suffix)
    }


def _text(found: "subprocess.CompletedProcess[bytes]", name: str) -> str:
    if found.returncode:
        raise ToolFailed(f"{name}: its object is not here; run `git fetch`")
    try:
        return found.stdout.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{name}: not UTF-8; save the file as UTF-8") from None


def tree(revision: str, place: Path) -> dict[str, str]:
    """The blobs below a folder at a revision, by their paths from there; raises UsageError, ToolFailed.

    https://git-scm.com/docs/git-ls-tree
    """
    found = place.absolute()
    around = next(each for each in found.parents if each.is_dir())
    commit, below = _commit(around, revision), found.relative_to(around).as_posix()
    listed = _git(around, "ls-tree", "-r", "-z", commit, "--", f"{below}/")
    if listed.returncode:
        raise ToolFailed(f"{revision}: its objects are not here; {_remedy(around)}")
    entries = (entry.partition("\t") for entry in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if entry)
    return {path.removeprefix(f"{below}/"): about.split()[2] for about, _, path in entries}


def base(file: Path) -> str:
    """Where HEAD left the default branch; raises UsageError where Git cannot tell."""
    folder = _folder(file)
    _must_be_in_repository(folder)
    if not _exists(folder, "HEAD"):
        raise UsageError(_UNBORN)
    wanted = os.environ.get("GITHUB_BASE_REF") or os.environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    names = [f"refs/remotes/origin/{wanted}"] if wanted else _DEFAULTS
    branch = next((name for name in names if _exists(folder, name)), None)
    if branch is None:
        raise UsageError(f"no default branch is known here ({', '.join(names)}); {_remedy(folder)}, or give BASE")
    return merge_base(file, branch, "HEAD")


def merge_base(file: Path, one: str, other: str) -> str:
    """The commit where two revisions part; raises UsageError where they have none, or too little history is here."""
    folder = _folder(file)
    found = _git(folder, "merge-base", _commit(folder, one), _commit(folder, other))
    if found.returncode:
        raise UsageError(f"{one} and {other} have no common commit here; {_remedy(folder)}")
    return found.stdout.decode().strip()


def _must_be_in_repository(folder: Path) -> None:
    if _git(folder, "rev-parse", "--git-dir").returncode:
        raise UsageError(f"{folder}: not in a Git repository; give two files: `groundplan diff OLD.yaml NEW.yaml`")


def _commit(folder: Path, revision: str) -> str:
    _must_be_in_repository(folder)
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode and revision == "HEAD":
        raise UsageError(_UNBORN)
    if found.returncode:
        raise UsageError(f"`{revision}` is neither a file nor a Git revision here; {_remedy(folder)}")
    return found.stdout.decode().strip()


def _exists(folder: Path, name: str) -> bool:
    return _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode == 0


def _remedy(folder: Path) -> str:
    shallow = _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    if shallow:
        return "this clone is shallow: run `git fetch --unshallow origin`, or check out with `fetch-depth: 0`"
    remotes = _git(folder, "remote").stdout.split()
    return "run `git fetch origin`" if b"origin" in remotes else "`git log --all` shows those that are"


def _folder(file: Path) -> Path:
    return file.absolute().parent


def _git(folder: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
    # A repository's own configuration could name programs to run; none of these commands needs one. A folder of a pull
    # request can look like a bare repository, with a configuration, whose objects are to be fetched by a program.
    # https://git-scm.com/docs/git-config#Documentation/git-config.txt-safebareRepository
    options = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit")
    closed = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", *options, "-C", str(folder), *words]
    try:
        return subprocess.run(
            command,
            env=os.environ | closed,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise ToolFailed("git is not on PATH; give two files instead of revisions") from None
    except subprocess.TimeoutExpired:
        raise ToolFailed(f"git {words[0]} did not end within {_SECONDS} s") from None
