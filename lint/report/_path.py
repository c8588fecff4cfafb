"""Files as services know them: counted from the root of the repository, wherever the command ran."""

from pathlib import Path, PurePosixPath


def from_root(name: str) -> str:
    """The path of a file from the root of its repository; as it was given where there is none."""
    file = Path(name).absolute()
    root = next((folder for folder in file.parents if (folder / ".git").exists()), None)
    return PurePosixPath(name).as_posix() if root is None else file.relative_to(root).as_posix()


def uri(path: str) -> str:
    """The path as a reference of RFC 3986."""
    absolute = PurePosixPath("/", path).as_uri()
    return absolute if path.startswith("/") else absolute.removeprefix("file:///")
