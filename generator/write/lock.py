"""groundplan.lock.json: which files are ours, and what we wrote in them.

One line a file, sorted, so that Git merges it as text. It is read line by line and not as JSON: in a merge conflict the
hashes of both sides count. While files are being written, a path has its old and its new hash.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256

NAME = "groundplan.lock.json"

Hashes = dict[str, frozenset[str]]

_ENTRY = re.compile(r'\s*("(?:[^"\\]|\\.)*"):(.*)')
_HASH = re.compile(r'"([0-9a-f]{64})"')


def digest(content: bytes) -> str:
    """The hash that the lock holds of a file."""
    return sha256(content).hexdigest()


def parse(content: bytes) -> Hashes:
    """The hashes of every path in a lock's file; lines that say nothing of a file are passed over."""
    found: dict[str, set[str]] = {}
    for line in content.decode(errors="replace").splitlines():
        entry = _ENTRY.fullmatch(line)
        path = _path(entry.group(1)) if entry else None
        if entry and path and (hashes := _HASH.findall(entry.group(2))):
            found.setdefault(path, set()).update(hashes)
    return {path: frozenset(hashes) for path, hashes in found.items()}


def text(hashes: Mapping[str, frozenset[str]]) -> bytes:
    """The lock's file."""
    lines = (f"  {json.dumps(path, ensure_ascii=False)}: {_value(hashes[path])}" for path in sorted(hashes))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _path(word: str) -> str | None:
    """A path that can be a file's; None for what no file is called."""
    try:
        path = str(json.loads(word))
        usable = b"\0" not in path.encode()
    except ValueError:
        return None
    return path if usable else None


def _value(hashes: frozenset[str]) -> str:
    return json.dumps(sorted(hashes)) if len(hashes) > 1 else json.dumps(next(iter(hashes)))
