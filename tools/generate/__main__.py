"""`python -m tools.generate [--check] [NAME...]`: writes the generated files, or says which are stale."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Iterable
from pathlib import Path

import tools.generate
from tools.generate import ROOT, Unavailable


def names() -> list[str]:
    found = (module.name for module in pkgutil.iter_modules(tools.generate.__path__))
    return sorted(name for name in found if not name.startswith("_"))


def generate(wanted: Iterable[str]) -> tuple[dict[str, bytes], list[str]]:
    """The wanted modules' files, and why some could not be made."""
    made: dict[str, bytes] = {}
    missing = []
    for name in wanted:
        try:
            made |= importlib.import_module(f"tools.generate.{name}").files()
        except Unavailable as reason:
            missing.append(f"{name}: {reason}")
    return made, missing


def stale(made: dict[str, bytes], root: Path) -> list[str]:
    return [path for path, content in made.items() if not _holds(root / path, content)]


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    print(f"wrote {file.relative_to(ROOT)}")


def main() -> int:
    """Exit code: 0 fresh or written, 1 something is stale (`--check`), 5 something could not be made."""
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names())}; default: all")
    parser.add_argument("--check", action="store_true", help="write nothing; name what is stale")
    options = parser.parse_args()
    if unknown := sorted(set(options.names) - set(names())):
        parser.error(f"no generator is called {', '.join(unknown)}")
    made, missing = generate(options.names or names())
    for reason in missing:
        print(f"not generated: {reason}", file=sys.stderr)
    outdated = stale(made, ROOT)
    for path in outdated:
        if options.check:
            print(f"{path} is stale: run `make generate`")
        else:
            _write(ROOT / path, made[path])
    if options.check:
        return 1 if outdated else 0
    return 5 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
