"""Files that a word of the command line names: on disk, or as Git has them at a revision.

A word with a colon is always a revision, so that no path of that name can take its place.
"""

from pathlib import Path

from generator.errors import UsageError


def texts(word: str, suffix: str) -> dict[str, str]:
    """The files that [REVISION:]PATH means, by their paths: one, or those in a folder whose names end so.

    Raises UsageError, ToolFailed.
    """
    revision, colon, path = word.rpartition(":")
    if not colon:
        return _on_disk(Path(word), suffix)
    from generator.diff import git

    path = path.rstrip("/")
    found = git.files(Path("platform.yaml"), revision, path, suffix)
    if found is None:
        raise UsageError(f"{word}: {revision} has no {path}; a path counts from the root of the repository")
    folder = path.rpartition("/")[0] if list(found) == [path.rpartition("/")[2]] else path
    return {f"{revision}:{folder}{'/' if folder else ''}{name}": text for name, text in found.items()}


def _on_disk(path: Path, suffix: str) -> dict[str, str]:
    if not path.exists():
        raise UsageError(f"{path}: there is no such file or folder; from Git it is REVISION:PATH")
    inside = sorted(each for each in path.iterdir() if each.name.endswith(suffix)) if path.is_dir() else [path]
    return {each.as_posix(): _text(each) for each in inside if each.is_file()}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8; save the file as UTF-8") from None
