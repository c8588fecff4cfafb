"""The code of all modules of a package in one file, for a start in milliseconds.

As a .pyc file it lies in __pycache__, is made when it is missing or its sources are others, is done without where the
folder cannot be written, and holds what an import would have run.
"""

import marshal
import os
import sys
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple


class Source(NamedTuple):
    """A module's file: the module's full name, the path, when it was changed (in ns), and its size in bytes."""

    name: str
    path: str
    changed: int
    size: int


def sources(folder: Path, package: str) -> list[Source]:
    """Every module below a folder but packages themselves, in the order of their files' names."""
    found: list[Source] = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith(".py") and entry.name != "__init__.py":
            state = entry.stat()
            found.append(Source(f"{package}.{entry.name[:-3]}", entry.path, state.st_mtime_ns, state.st_size))
        elif entry.is_dir() and Path(entry.path, "__init__.py").exists():
            found += sources(Path(entry.path), f"{package}.{entry.name}")
    return found


def read(folder: Path, wanted: list[Source]) -> list[CodeType] | None:
    """The code of the wanted modules; None where it is not kept, or that of other files is."""
    try:
        magic, made_from, code = marshal.loads(_file(folder).read_bytes())  # noqa: S302 (as of a .pyc file)
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return code if (magic, made_from) == (MAGIC_NUMBER, _plain(wanted)) else None


def write(folder: Path, imported: list[Source]) -> None:
    """Keep the code of modules that have been imported, where that can be done."""
    if sys.dont_write_bytecode:
        return
    code = [SourceFileLoader(source.name, source.path).get_code(source.name) for source in imported]
    file = _file(folder)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        beside.write_bytes(marshal.dumps((MAGIC_NUMBER, _plain(imported), code)))
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)


def module(source: Source, code: CodeType) -> ModuleType:
    """The module of a source, as an import makes it."""
    known = sys.modules.get(source.name)
    if known is not None:
        return known
    parent, _, child = source.name.rpartition(".")
    owner = import_module(parent)
    made = sys.modules[source.name] = _empty(source, parent)
    try:
        exec(code, made.__dict__)  # noqa: S102 (as an import does)
    except BaseException:
        del sys.modules[source.name]
        raise
    setattr(owner, child, made)
    return made


def _empty(source: Source, parent: str) -> ModuleType:
    """A module without content, as importlib makes it, in a third of the time."""
    made = ModuleType(source.name)
    loader = SourceFileLoader(source.name, source.path)
    made.__spec__ = ModuleSpec(source.name, loader, origin=source.path)
    made.__file__, made.__loader__, made.__package__ = source.path, loader, parent
    return made


def _plain(found: list[Source]) -> list[tuple[str, str, int, int]]:
    return [(source.name, source.path, source.changed, source.size) for source in found]


def _file(folder: Path) -> Path:
    return Path(cache_from_source(str(folder / "bundle.py")))
