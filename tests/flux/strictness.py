"""Fields that Kubernetes does not know, which Flux drops without a word from kinds of Kubernetes' own.

kustomize-controller reads these kinds into their Go types before it applies them: `replica: 3` in a Deployment is
ready, with one replica. So what Flux applies is built once more by its own command, and the API server asked strictly.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from tests.flux.cluster import Cluster
from tests.flux.delivery import SYNC, State
from tests.flux.kube import Kube, KubeError, Object
from tests.flux.programs import program
from tests.tools import run

STRICT = "dryRun=All&fieldValidation=Strict&fieldManager=strict&force=true"


def refusals(cluster: Cluster, states: dict[str, State], folder: Path) -> list[str]:
    """What the API server says against the objects of Kustomizations that read the platform's own repository."""
    ours = [
        state
        for state in states.values()
        if state.id.startswith("Kustomization/") and state.obj["spec"]["sourceRef"]["name"] == SYNC
    ]
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda state: _refusals(cluster, state, folder), ours)
        return [refusal for each in found for refusal in each]


def _refusals(cluster: Cluster, state: State, folder: Path) -> list[str]:
    metadata, path = state.obj["metadata"], folder / state.obj["spec"]["path"]
    words = ["build", "kustomization", metadata["name"], "--namespace", metadata["namespace"], "--path", str(path)]
    built = run([str(program("flux")), *words], folder, KUBECONFIG=str(cluster.kubeconfig))
    if built.returncode:
        return [f"{state.id}: {built.stderr}"]
    said = (refusal(cluster.kube, obj) for obj in yaml.safe_load_all(built.stdout) if obj)
    return [f"{state.id}: {reason}" for reason in said if reason]


def refusal(kube: Kube, obj: Object) -> str | None:
    """Why the API server would not take the object; None where it would."""
    try:
        kube.apply(obj, STRICT)
    except KubeError as error:
        return f"{obj['kind']} {obj['metadata']['name']}: {error}"
    return None
