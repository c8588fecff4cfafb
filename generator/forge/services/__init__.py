"""The services, found by this folder's listing: one module each, with `LIMIT`, `here`, `context` and `open_request`."""

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from typing import Any


def names() -> list[str]:
    """The services by name."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def service(name: str) -> Any:
    """The module of a service."""
    return import_module(f"{__name__}.{name}")


def running(environment: Mapping[str, str]) -> str | None:
    """The service whose runner this is, by its environment; None on any other machine."""
    return next((name for name in names() if service(name).here(environment)), None)
