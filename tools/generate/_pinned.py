"""Sources from PyPI, held at one version so that what is made of them is the same everywhere."""

from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from tools.generate import Unavailable


def resources(package: str, wanted: str) -> Traversable:
    """The files inside the installed PyPI package `package`, which must be at version `wanted`."""
    advice = f"run `pip install {package}=={wanted}`"
    try:
        found = version(package)
    except PackageNotFoundError:
        raise Unavailable(f"{package} is not installed: {advice}") from None
    if found != wanted:
        raise Unavailable(f"{package} is {found}, not {wanted}: {advice}")
    return files(package.replace("-", "_"))
