"""From a commit to a cluster that Flux has brought to it, or to the reason why it has not."""

import json
import time
from pathlib import Path
from typing import Any, NamedTuple

from generator.render.files import Files
from tests.checkout import git
from tests.flux.cluster import Cluster
from tests.flux.kube import Object
from tests.flux.sources import repository
from tests.tools import write

KINDS = {
    "GitRepository": "/apis/source.toolkit.fluxcd.io/v1/gitrepositories",
    "HelmRepository": "/apis/source.toolkit.fluxcd.io/v1/helmrepositories",
    "Kustomization": "/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations",
    "HelmRelease": "/apis/helm.toolkit.fluxcd.io/v2/helmreleases",
}
"""What must become ready."""

SYNC = "flux-system"
"""The repository and the Kustomization that everything starts from."""

_WAITING = {"Progressing", "DependencyNotReady", "ArtifactFailed", "SourceNotReady", "NoSourceArtifact", "Unknown"}
_SECONDS = 150


class State(NamedTuple):
    """An object of Flux as `Kind/name`: "ready", "waiting" or "failed", and why."""

    id: str
    phase: str
    message: str
    obj: Object


class Delivery:
    """The repository of a platform, as its own bootstrap root tells Flux to read it."""

    def __init__(self, cluster: Cluster, bootstrap: bytes) -> None:
        self.cluster = cluster
        blocks: dict[str, Any] = json.loads(bootstrap)["resource"]
        self.sync: dict[str, Any] = json.loads(blocks["helm_release"]["flux-instance"]["values"][0])["instance"]["sync"]
        self.variables = list(blocks["kubernetes_config_map_v1"]["flux-runtime-info"]["data"])
        self.folder = repository(cluster.repositories, self.sync["url"])

    def deliver(self, files: Files) -> dict[str, State]:
        """Commit these files, and no others, and wait for what Flux makes of them: everything of it by its id."""
        commit = commit_files(self.folder, files, self.sync["ref"])
        self._sync_objects()
        return self._settled(f"{self.sync['ref']}@sha1:{commit}")

    def _sync_objects(self) -> None:
        """What the operator makes of its instance; the change makes the source be looked at now."""
        git_repository = {
            "apiVersion": "source.toolkit.fluxcd.io/v1",
            "kind": "GitRepository",
            "metadata": {"name": SYNC, "namespace": SYNC},
            "spec": {"interval": self.sync["interval"], "url": self.sync["url"], "ref": {"name": self.sync["ref"]}},
        }
        kustomization = {
            "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
            "kind": "Kustomization",
            "metadata": {"name": SYNC, "namespace": SYNC},
            "spec": {
                "interval": "10m",
                "path": self.sync["path"],
                "prune": True,
                "sourceRef": {"kind": "GitRepository", "name": SYNC},
            },
        }
        for obj in (git_repository, kustomization):
            self.cluster.kube.apply(obj)

    def _settled(self, revision: str) -> dict[str, State]:
        """The states when nothing moves any more, twice in a row: who became ready may just have made others."""
        until, still = time.monotonic() + _SECONDS, 0
        while True:
            states = self.states(revision)
            stuck = _stuck(states)
            moving = [state for state in states.values() if state.phase == "waiting" and state.id not in stuck]
            still = 0 if moving else still + 1
            if still > 1 or time.monotonic() > until:
                return states
            time.sleep(0.3)

    def states(self, revision: str = "") -> dict[str, State]:
        """Everything of Flux by its id; ready means: for the revision."""
        found = (obj for path in KINDS.values() for obj in self.cluster.kube.items(path))
        return {state.id: state for state in (_state(obj, revision) for obj in found)}


def commit_files(folder: Path, files: Files, ref: str) -> str:
    """Make the files the next commit of a repository, which may be new, and of a branch or tag; gives the commit."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        git(folder, "init", "--quiet")
    git(folder, "rm", "-r", "-q", "--force", "--ignore-unmatch", ".")
    write(files, folder)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "test")
    git(folder, "update-ref", ref, "HEAD")
    return git(folder, "rev-parse", "HEAD").strip()


def _state(obj: Object, revision: str) -> State:
    metadata, spec, status = obj["metadata"], obj["spec"], obj.get("status", {})
    id = f"{obj['kind']}/{metadata['name']}"
    if obj["kind"] == "HelmRepository" and spec.get("type") == "oci":
        return State(id, "ready", "an OCI repository has no status", obj)
    if spec.get("suspend"):
        return State(id, "ready", "it is left alone", obj)
    conditions = {each["type"]: each for each in status.get("conditions", ())}
    ready = conditions.get("Ready", {"status": "Unknown", "reason": "Unknown", "message": "nobody has looked yet"})
    if not _is_seen(obj, ready, revision) or ready["status"] == "Unknown":
        phase = "waiting"
    elif ready["status"] == "True":
        phase = "ready"
    else:
        phase = "waiting" if ready["reason"] in _WAITING else "failed"
    return State(id, phase, f"{ready['reason']}: {ready['message']}", obj)


def _is_seen(obj: Object, ready: Object, revision: str) -> bool:
    """Whether the state is of this object and this commit."""
    status, generation = obj.get("status", {}), obj["metadata"]["generation"]
    if generation not in (status.get("observedGeneration"), ready.get("observedGeneration")):
        return False
    if obj["kind"] == "GitRepository" and obj["metadata"]["name"] == SYNC:
        return bool(status.get("artifact", {}).get("revision") == revision)
    if obj["kind"] == "Kustomization" and obj["spec"]["sourceRef"]["name"] == SYNC:
        seen = "lastAppliedRevision" if ready["status"] == "True" else "lastAttemptedRevision"
        return bool(status.get(seen) == revision)
    return True


def _stuck(states: dict[str, State]) -> set[str]:
    """What failed, and what waits for it."""
    stuck = {id for id, state in states.items() if state.phase == "failed"}
    while True:
        more = {id for id, state in states.items() if id not in stuck and stuck & _dependencies(state.obj)}
        if not more:
            return stuck
        stuck |= more


def _dependencies(obj: Object) -> set[str]:
    return {f"{obj['kind']}/{each['name']}" for each in obj["spec"].get("dependsOn", ())}


def not_ready(states: dict[str, State]) -> dict[str, str]:
    """What is not ready, and why."""
    return {id: f"{state.phase}: {state.message}" for id, state in states.items() if state.phase != "ready"}
