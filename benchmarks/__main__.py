"""`python -m benchmarks [--large] [--print] [MEASURE...]`: measures, prints, and keeps the figures in the README."""

import argparse
import pkgutil
import sys
from importlib import import_module

from benchmarks import measures
from benchmarks.table import keep
from benchmarks.timing import Unavailable


def main() -> int:
    names = [module.name for module in pkgutil.iter_modules(measures.__path__)]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"of {', '.join(names)}; default: all")
    parser.add_argument(
        "--large", action="store_true", help="10,000 services beside others too, and what takes minutes"
    )
    parser.add_argument("--print", action="store_true", dest="only_print", help="leave the README as it is")
    options = parser.parse_args()
    if unknown := sorted(set(options.measures) - set(names)):
        parser.error(f"no measure is called {', '.join(unknown)}")
    tables = []
    for name in options.measures or names:
        try:
            tables.append(import_module(f"{measures.__name__}.{name}").table(options.large))
        except Unavailable as reason:
            print(f"not measured: {name}: {reason}", file=sys.stderr)
            continue
        print(tables[-1], flush=True)
    if not options.measures and not options.only_print:
        keep(tables)
    return 0


if __name__ == "__main__":
    sys.exit(main())
