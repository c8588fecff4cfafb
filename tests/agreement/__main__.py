"""`python -m tests.agreement`: runs the other linters and records what they find."""

import pkgutil
import sys

from tests.agreement import RECORDED, peers
from tests.agreement.compare import found
from tests.agreement.record import keep


def main() -> int:
    names = [module.name.replace("_", "-") for module in pkgutil.iter_modules(peers.__path__)]
    keep({name: found(name) for name in names})
    print(f"recorded {', '.join(names)} in {RECORDED.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
