"""Stands in for Flux' source-controller: repositories and charts from this machine, whatever their addresses.

It gives GitRepository, HelmRepository and HelmChart objects the status and the archive that other controllers fetch.
A repository that no test has made, and what is not covered here, fail as the real ones would.
"""

import functools
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tests.checkout import git
from tests.flux.charts import chart
from tests.flux.kube import Kube, KubeError, Object
from tests.flux.statuses import condition, now
from tests.tools import run

GROUP = "/apis/source.toolkit.fluxcd.io/v1"
SPEC = {
    "gitrepositories": {"url", "ref", "interval", "timeout", "secretRef", "provider", "suspend"},
    "helmrepositories": {"url", "type", "interval", "timeout", "secretRef", "provider", "suspend"},
    "helmcharts": {"chart", "version", "sourceRef", "interval", "reconcileStrategy", "suspend"},
}
"""The fields that are covered."""


class Failed(Exception):
    """A source that cannot be had."""


class Artifact(NamedTuple):
    revision: str
    archive: bytes
    status: Object = {}


class Sources:
    def __init__(self, kube: Kube, repositories: Path, artifacts: Path, port: int) -> None:
        self.kube, self.repositories, self.artifacts, self.port = kube, repositories, artifacts, port

    @contextmanager
    def served(self) -> Iterator[None]:
        """Serve the archives."""
        self.artifacts.mkdir()
        handler = functools.partial(_Quiet, directory=str(self.artifacts))
        with ThreadingHTTPServer(("127.0.0.1", self.port), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield
            finally:
                server.shutdown()

    def step(self) -> None:
        makers = {
            "gitrepositories": self._git_repository,
            "helmrepositories": self._helm_repository,
            "helmcharts": self._helm_chart,
        }
        for plural, make in makers.items():
            for obj in self.kube.items(f"{GROUP}/{plural}"):
                if not obj["spec"].get("suspend") and "deletionTimestamp" not in obj["metadata"]:
                    self._reconcile(plural, obj, make)

    def _reconcile(self, plural: str, obj: Object, make: Callable[[Object], Artifact | None]) -> None:
        generation = obj["metadata"]["generation"]
        status: Object = {"observedGeneration": generation}
        try:
            _need_covered(plural, obj)
            self._need_secret(obj)
            made = make(obj)
            if made is None:
                return
            status |= made.status | {"artifact": self._store(plural, obj, made)}
            said = "True", "Succeeded", f"stored artifact for revision '{made.revision}'"
        except (Failed, KubeError) as error:
            said = "False", "Failed", str(error)
        status["conditions"] = [condition("Ready", *said, observedGeneration=generation)]
        if _essence(obj.get("status", {})) != _essence(status):
            self.kube.patch(f"{self.kube.path(obj)}/status", {"status": status})

    def _need_secret(self, obj: Object) -> None:
        if "secretRef" in obj["spec"]:
            self.kube.get(
                f"/api/v1/namespaces/{obj['metadata']['namespace']}/secrets/{obj['spec']['secretRef']['name']}"
            )

    def _store(self, plural: str, obj: Object, made: Artifact) -> Object:
        digest = hashlib.sha256(made.archive).hexdigest()
        path = f"{plural}/{obj['metadata']['namespace']}/{obj['metadata']['name']}/{digest}.tar.gz"
        file = self.artifacts / path
        if not file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            # Somebody may read it at this moment.
            file.with_suffix(".new").write_bytes(made.archive)
            file.with_suffix(".new").replace(file)
        return {
            "path": path,
            "url": f"http://127.0.0.1:{self.port}/{path}",
            "revision": made.revision,
            "digest": f"sha256:{digest}",
            "size": len(made.archive),
            "lastUpdateTime": now(),
        }

    def _git_repository(self, obj: Object) -> Artifact:
        folder = repository(self.repositories, obj["spec"]["url"])
        if not folder.is_dir():
            raise Failed(f"no repository {obj['spec']['url']}")
        match list(obj["spec"].get("ref", {}).items()):
            case [("name", name)]:
                revision = name
            case [("branch", name)]:
                revision = f"refs/heads/{name}"
            case [("tag", name)]:
                revision = f"refs/tags/{name}"
            case other:
                raise Failed(f"the stand-in for source-controller knows no reference {other}")
        commit = _commit(folder, revision)
        return Artifact(f"{name}@sha1:{commit}", _archive(folder, commit))

    def _helm_repository(self, obj: Object) -> Artifact | None:
        """An index without entries; one in an OCI registry has no status."""
        return None if obj["spec"].get("type") == "oci" else Artifact("sha256:0", b"{}")

    def _helm_chart(self, obj: Object) -> Artifact:
        spec = obj["spec"]
        if spec["sourceRef"]["kind"] != "HelmRepository":
            raise Failed("the stand-in for source-controller knows charts of Helm repositories alone")
        path = f"{GROUP}/namespaces/{obj['metadata']['namespace']}/helmrepositories/{spec['sourceRef']['name']}"
        if self.kube.get(path)["spec"].get("type") != "oci" and "artifact" not in self.kube.get(path).get("status", {}):
            raise Failed("the repository is not there yet")
        return Artifact(spec["version"], chart(spec["chart"], spec["version"]), {"observedChartName": spec["chart"]})


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *_: object) -> None:
        pass


def _need_covered(plural: str, obj: Object) -> None:
    if uncovered := obj["spec"].keys() - SPEC[plural]:
        raise Failed(f"the stand-in for source-controller knows no {', '.join(sorted(uncovered))}")


def repository(folder: Path, url: str) -> Path:
    """Where the Git repository is that is served as `url`."""
    return folder / quote(url, safe="")


def _commit(folder: Path, revision: str) -> str:
    try:
        return git(folder, "rev-parse", "--verify", f"{revision}^{{commit}}").strip()
    except AssertionError as error:
        raise Failed(f"no {revision}: {error}") from error


@functools.lru_cache(maxsize=64)
def _archive(folder: Path, commit: str) -> bytes:
    file = folder / ".git" / f"{commit}.tar.gz"
    packed = run(["git", "archive", "--output", str(file), commit], folder)
    assert packed.returncode == 0, packed.stderr
    return file.read_bytes()


def _essence(status: Object) -> object:
    conditions = [(each["type"], each["status"], each["message"]) for each in status.get("conditions", ())]
    return status.get("observedGeneration"), status.get("artifact", {}).get("digest"), conditions
