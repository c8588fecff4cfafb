"""Parts that are found by their folder's listing: a file more is a part more."""

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from generator.platform import bundle


@cache
def modules(package: str) -> tuple[ModuleType, ...]:
    """Every module of a package and of the packages inside it, imported, in the order of their files.

    To find and open hundreds of small files one by one takes longer than all that is in them: they are kept in one.
    """
    folder = Path(import_module(package).__path__[0])
    sources = bundle.sources(folder, package)
    kept = bundle.read(folder, sources)
    if kept is not None:
        return tuple(bundle.module(source, code) for source, code in zip(sources, kept, strict=True))
    found = tuple(import_module(source.name) for source in sources)
    bundle.write(folder, sources)
    return found
