"""Files as references."""

from pathlib import PurePosixPath


def uri(path: str) -> str:
    """The path as a reference of RFC 3986."""
    absolute = PurePosixPath("/", path).as_uri()
    return absolute if path.startswith("/") else absolute.removeprefix("file:///")
