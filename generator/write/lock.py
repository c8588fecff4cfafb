"""groundplan.lock.json: which files are ours, and what we wrote in them.

One line a file, sorted, so that Git merges it as text. It is read line by line and not as JSON: in a merge conflict both sides'
hashes count. While files are being written, a path has its old and its new hash.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

NAME = "groundplan.lock.json"

Hashes = dict[str, frozenset[str]]

_ENTRY = re.compile(r'\s*("(?:[^"\\]|\\.)*"):(.*)')
_HASH = re.compile(r'"([0-9a-f]{64})"')


def digest(content: bytes) -> str:
    """The hash that the lock holds of a file."""
    return sha256(content).hexdigest()


def read(folder: Path) -> Hashes:
    """The hashes of every path of a folder's lock; empty where there is none."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return {}
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        entry = _ENTRY.fullmatch(line)
        if entry:
            found.setdefault(json.loads(entry.group(1)), set()).update(_HASH.findall(entry.group(2)))
    return {path: frozenset(hashes) for path, hashes in found.items()}


def text(hashes: Mapping[str, frozenset[str]]) -> bytes:
    """The lock's file."""
    lines = (f"  {json.dumps(path, ensure_ascii=False)}: {_value(hashes[path])}" for path in sorted(hashes))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _value(hashes: frozenset[str]) -> str:
    return json.dumps(sorted(hashes)) if len(hashes) > 1 else json.dumps(next(iter(hashes)))
