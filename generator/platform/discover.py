"""Parts that are found by their folder's listing: a file more is a part more."""

import pkgutil
from importlib import import_module
from types import ModuleType


def modules(package: str) -> list[ModuleType]:
    """Import every module of a package and of the packages inside it, in the order of their names."""
    found = []
    for module in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
        found += modules(module.name) if module.ispkg else [import_module(module.name)]
    return found
