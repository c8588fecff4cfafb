"""The Kubernetes half: what Flux applies, one object a file.

A controller, a configuration or a kind of an app's object is one module, found by its folder's listing.
"""

from generator.platform.discover import modules
from generator.platform.types.platform import Platform
from generator.render.files import Files
from generator.render.kubernetes import infrastructure
from generator.render.kubernetes.manifest import folder_files, kustomized
from generator.render.kubernetes.topology import topology


def files(platform: Platform) -> Files:
    """Every file below kubernetes/ but those of kubernetes/cluster/, by path."""
    return {
        **infrastructure.files(platform, "controllers"),
        **infrastructure.files(platform, "configs"),
        **_apps(platform),
    }


def _apps(platform: Platform) -> Files:
    kinds = [module.manifests for module in modules(f"{__name__}.apps")]
    relations = topology(platform)
    files: Files = {}
    for name, service in sorted(platform.services.items()):
        folder = f"kubernetes/apps/{name}"
        manifests = (item for kind in kinds for item in kind(relations, name, service))
        files.update(kustomized(folder, folder_files(folder, manifests)))
    return files
