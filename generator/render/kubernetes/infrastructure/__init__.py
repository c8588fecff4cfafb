"""What the apps stand on: controllers first, then what needs their custom resource definitions."""

from collections.abc import Iterator
from functools import lru_cache

from generator.platform.discover import modules
from generator.platform.types.platform import Platform
from generator.render.files import Files
from generator.render.kubernetes.manifest import Manifest, folder_files, kustomized


def files(platform: Platform, area: str) -> Files:
    """The files of kubernetes/infrastructure/<area>/; none where nothing is needed."""
    root = f"kubernetes/infrastructure/{area}"
    folders: dict[str, list[Manifest]] = {}
    for folder, manifest in _manifests(platform, area):
        folders.setdefault(f"{root}/{folder}", []).append(manifest)
    files = {path: text for folder, items in folders.items() for path, text in folder_files(folder, items).items()}
    return kustomized(root, files)


def needed(platform: Platform, area: str) -> bool:
    """Whether there is anything in an area: Flux fails on a folder that is not there."""
    return bool(_manifests(platform, area))


def manifests(platform: Platform, area: str) -> list[Manifest]:
    """The objects of an area."""
    return [manifest for _, manifest in _manifests(platform, area)]


@lru_cache(maxsize=8)
def _manifests(platform: Platform, area: str) -> list[tuple[str, Manifest]]:
    return list(_made(platform, area))


def _made(platform: Platform, area: str) -> Iterator[tuple[str, Manifest]]:
    """Objects and the folder of each: its part's; in configs one below it for each namespace or class."""
    for module in modules(f"{__name__}.{area}"):
        part = module.__name__.rpartition(".")[2].replace("_", "-")
        for manifest in module.manifests(platform):
            owner = manifest["metadata"].get("namespace", manifest["metadata"]["name"])
            yield part if area == "controllers" else f"{part}/{owner}", manifest
