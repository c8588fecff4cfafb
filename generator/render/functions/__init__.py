"""What runs in AWS Lambda: a module for each function, and those that it imports, as files and as an archive.

These modules are never imported here: they run where botocore is.
"""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from generator.render.files import Files

FOLDER = "terraform/functions"
RUNTIME = "python3.13"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can hold."""


def function_files(name: str) -> Files:
    """The sources of a function, to read, and the archive that Lambda gets, by path."""
    sources = {f"{module}.py": _source(module) for module in ("domain", name)}
    readable = {f"{FOLDER}/{name}/{file}": source for file, source in sources.items()}
    return readable | {f"{FOLDER}/{name}.zip": _archive(sources)}


def _source(module: str) -> bytes:
    """A module as it lies beside the others in the archive."""
    text = (Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8")
    return text.replace(f"from {__name__}.", "from ").encode()


def _archive(sources: Files) -> bytes:
    """A zip with the same bytes everywhere: no clock, no order but that of names, no compression that may differ."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for file, source in sorted(sources.items()):
            entry = ZipInfo(file, LONG_AGO)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, source)
    return target.getvalue()
