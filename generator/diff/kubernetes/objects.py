"""The objects of a rendered tree: what each is, where it lies, and which Kustomization applies it."""

from typing import Any, NamedTuple

from generator.platform.document.yaml_tree import parse
from generator.render.files import Files

KUBERNETES = "kubernetes/"


class Key(NamedTuple):
    """What the API server tells objects apart by; the version of a group is none of it."""

    group: str
    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        where = f"{self.namespace}/" if self.namespace else ""
        return f"{self.kind} {where}{self.name}"


class Object(NamedTuple):
    """An object, and the folder that one Kustomization applies."""

    key: Key
    body: dict[str, Any]
    folder: str


def objects(files: Files, paths: set[str]) -> dict[Key, Object]:
    """The objects of some files of a render; those that only list others are none."""
    found = {}
    for path in sorted(paths):
        if path in files and path.startswith(KUBERNETES) and not path.endswith("/kustomization.yaml"):
            body = parse(files[path].decode()).data
            key = _key(body)
            found[key] = Object(key, body, folder(path))
    return found


def annotation(obj: Object, name: str) -> str | None:
    """What an object says to Flux' kustomize-controller."""
    found: str | None = (obj.body["metadata"].get("annotations") or {}).get(f"kustomize.toolkit.fluxcd.io/{name}")
    return found


def folder(path: str) -> str:
    """The folder of a Kustomization that a file lies in: of an app, a half of the infrastructure, or the cluster."""
    parts = path.removeprefix(KUBERNETES).split("/")
    return "/".join(parts[:2]) if parts[0] in {"apps", "infrastructure"} else parts[0]


def _key(body: dict[str, Any]) -> Key:
    metadata = body["metadata"]
    group = body["apiVersion"].rpartition("/")[0]
    return Key(group, body["kind"], metadata.get("namespace", ""), metadata["name"])
