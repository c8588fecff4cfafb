"""kubernetes/sync/: what `flux bootstrap` is pointed at, where Flux is installed by that.

The command writes a folder flux-system into it, and Flux applies both; so nothing of ours is changed by it, and there
is no kustomization.yaml, which would have to name what is not there yet.
https://fluxcd.io/flux/installation/bootstrap/
"""

from generator.platform.types.platform import Platform
from generator.render import yaml_text
from generator.render.files import Files
from generator.render.flux.kustomization import kustomization
from generator.render.flux.paths import sync_path

ROOT = "kubernetes/sync"


def files(platform: Platform) -> Files:
    """The Kustomization that applies kubernetes/cluster/; nothing for the Flux Operator, which makes its own.

    It is never pruned, and takes nothing along: with it all that runs would go.
    """
    if platform.gitops.flux.install != "bootstrap":
        return {}
    item = kustomization(
        platform, "cluster", sync_path(platform), wait=False, deletionPolicy="Orphan", postBuild=None, interval="10m"
    )
    item["metadata"]["annotations"] = {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    return {f"{ROOT}/cluster.yaml": yaml_text.manifest(item)}
