"""The code of regular expressions in one file: to compile the two hundred of a start takes a sixth of a lint.

As that of modules it lies in __pycache__, is of one version of Python, is made when something is missing in it, and is
done without where the folder cannot be written. Python checks such code before it is used.
"""

import _sre  # type: ignore[import-not-found]
import marshal
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import Any

MOST = 1000
"""Patterns that are kept: those of all commands are some three hundred."""

Key = tuple[str, int]
Code = tuple[Any, ...]
"""What `_sre.compile` is given beside the pattern: flags, code, groups, their indices by name, their names by index."""


class Patterns:
    """A compiler of patterns that looks up the code of those that it knows."""

    def __init__(self, known: dict[Key, Code], compiler: Any) -> None:
        self.known = known
        self.added = False
        self._compiler = compiler
        self._compile: Callable[..., re.Pattern[Any]] = compiler.compile

    def __call__(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        """Compile as `re` does; what it does not know it adds."""
        if not isinstance(pattern, str) or flags & re.DEBUG:
            return self._compile(pattern, flags)
        key = (pattern, int(flags))
        if key not in self.known and len(self.known) < MOST:
            self.known[key] = self._coded(*key)
            self.added = True
        try:
            return _sre.compile(pattern, *self.known[key])  # type: ignore[no-any-return]
        except (KeyError, RuntimeError, TypeError):
            return self._compile(pattern, flags)

    def _coded(self, pattern: str, flags: int) -> Code:
        """What `re._compiler.compile` makes of a pattern; its numbers are of a kind that cannot be kept."""
        parsed = self._compiler._parser.parse(pattern, flags)  # noqa: SLF001
        code = [int(each) for each in self._compiler._code(parsed, flags)]  # noqa: SLF001
        names: list[str | None] = [None] * parsed.state.groups
        for name, index in parsed.state.groupdict.items():
            names[index] = name
        groups = parsed.state.groups - 1
        return int(flags | parsed.state.flags), code, groups, dict(parsed.state.groupdict), tuple(names)


def file() -> Path:
    """Where they are kept."""
    return Path(cache_from_source(str(Path(__file__).with_name("compiled_patterns.py"))))


def lend() -> Callable[[], None]:
    """Let `re` look them up; returns what keeps those that it had to compile."""
    compiler: Any = getattr(re, "_compiler", None)
    if not all(hasattr(compiler, name) for name in ("compile", "_parser", "_code")):
        return lambda: None
    patterns = Patterns(_read(), compiler)
    compiler.compile = patterns
    return lambda: _write(patterns)


def _read() -> dict[Key, Code]:
    try:
        version, known = marshal.loads(file().read_bytes())  # noqa: S302 (as of a .pyc file)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return known if version == _version() and isinstance(known, dict) else {}


def _write(patterns: Patterns) -> None:
    if sys.dont_write_bytecode or not patterns.added:
        return
    beside = file().with_name(f"{file().name}.{os.getpid()}")
    with suppress(OSError):
        beside.parent.mkdir(exist_ok=True)
        try:
            beside.write_bytes(marshal.dumps((_version(), patterns.known)))
            beside.replace(file())
        finally:
            beside.unlink(missing_ok=True)


def _version() -> tuple[bytes, int]:
    return MAGIC_NUMBER, _sre.MAGIC
