"""The shipped schemas, laid out so that kubeconform can read them."""

import re
from importlib.resources import files
from pathlib import Path

from generator.cache import beside, cache_folder
from generator.errors import ToolFailed

ARCHIVE = "kubernetes.tar.xz"


def custom_resource_schemas() -> Path:
    """Find the folder of `<group>/<kind>_<version>.json`."""
    return _shipped("crds")


def kubernetes_schemas() -> Path:
    """Find the folder of `v1.36.0-standalone-strict/` and so on, unpacked at the first use."""
    from hashlib import sha256

    archive = _shipped(ARCHIVE)
    digest = sha256(archive.read_bytes()).hexdigest()
    unpacked = cache_folder("schemas") / digest
    if not unpacked.is_dir():
        _unpack(archive, unpacked)
    return unpacked


def nearest_minor(wanted: int, folder: Path) -> int:
    """Choose the minor version of Kubernetes 1.x whose schemas are shipped and closest to `wanted`."""
    names = (re.match(r"v1\.(\d+)\.", version.name) for version in folder.iterdir())
    shipped = [int(found[1]) for found in names if found]
    return min(shipped, key=lambda minor: abs(minor - wanted))


def _shipped(name: str) -> Path:
    path = Path(str(files("schemas").joinpath(name)))
    if not path.exists():
        raise ToolFailed(f"this installation lacks schemas/{name}: install groundplan again")
    return path


def _unpack(archive: Path, target: Path) -> None:
    import tarfile

    with beside(target) as building, tarfile.open(archive) as tar:
        part = building / "schemas"
        tar.extractall(part, filter="data")
        try:
            part.rename(target)
        except OSError:
            # Another run was first: a folder that is there is whole, for it came by rename too.
            if not target.is_dir():
                raise
