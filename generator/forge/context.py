"""Which pull request it is: what the runner's environment says, unless options say otherwise."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

import msgspec

from generator.errors import UsageError
from generator.forge.client import Forbidden

_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_EVENT_BYTES = 32 * 1024 * 1024

T = TypeVar("T")


class Context(NamedTuple):
    """Where to write. Empty words and 0 are what nobody said; `run` orders the runs of one pull request."""

    api: str = ""
    repository: str = ""
    number: int = 0
    commit: str = ""
    run: tuple[int, int] = (0, 0)
    url: str = ""
    token: str = ""
    tokens: tuple[str, ...] = ()
    fork: bool = False
    authority: str = ""
    """A file of certificates to trust instead of the system's."""


def decoded(path: str, shape: type[T]) -> T:
    """A runner's event file: data that whoever opens a pull request has a say in; raises UsageError."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - an empty path is no file either
            content = file.read(_EVENT_BYTES + 1)
        if len(content) > _EVENT_BYTES:
            raise UsageError("the runner's event is larger than 32 MiB; give --number and --commit")
        return msgspec.json.decode(content, type=shape)
    except (OSError, msgspec.DecodeError, ValueError):
        raise UsageError("the runner's event cannot be read; give --number and --commit") from None


def checked(context: Context, repository: str) -> Context:
    """The context, fit to make requests of; raises UsageError. `repository` is a pattern."""
    missing = [word for word in ("api", "repository", "number") if not getattr(context, word)]
    if missing:
        words = ", ".join({"api": "--api-url"}.get(word, f"--{word}") for word in missing)
        raise UsageError(f"no pull request is known here; give {words}")
    if context.number < 0 or not re.fullmatch(repository, context.repository):
        raise UsageError("--repository is OWNER/NAME, --number that of the pull request")
    if context.commit and not _COMMIT.fullmatch(context.commit):
        raise UsageError("--commit is the whole name of a commit: 40 hexadecimal digits")
    if context.fork and not context.token:
        raise Forbidden("the pull request comes from a fork, whose runs have no token")
    # A token goes into a header: anything else would end it.
    if not re.fullmatch(r"[!-~]+", context.token):
        raise UsageError(f"no token is here, or it has characters that none has; set {' or '.join(context.tokens)}")
    return context._replace(api=address(context.api, "--api-url").rstrip("/"))


def address(url: str, option: str) -> str:
    """A URL that is https, or http on this machine, without a user's name; raises UsageError."""
    message = f"{option} is a URL that begins with https://"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError(message) from None
    plain = parts.scheme == "http" and host in _LOOPBACK
    good = re.fullmatch(r"[\w.~:/?#\[\]@!$&'*+,;=%-]+", url, re.ASCII)
    if not good or not host or "@" in parts.netloc or not (plain or parts.scheme == "https"):
        raise UsageError(message)
    return url


def number(word: str) -> int:
    """A runner's number; 0 for anything else."""
    return int(word) if re.fullmatch("[0-9]{1,18}", word) else 0


def first(environment: Mapping[str, str], names: Sequence[str]) -> str:
    """The first variable that is set, else nothing."""
    return next((environment[name] for name in names if environment.get(name)), "")
