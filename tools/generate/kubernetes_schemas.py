"""Schemas of Kubernetes' own kinds in kubeconform's layout, all versions in one archive.

From the PyPI package kubernetes-validate, which has them from each release's OpenAPI description.
"""

import io
import json
import lzma
import tarfile
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from tools.generate import ROOT
from tools.generate._pinned import resources
from tools.generate._schema import DRAFT, Schema, compact

PACKAGE, VERSION = "kubernetes-validate", "1.37.0"
MINORS = range(31, 38)
ARCHIVE = "schemas/kubernetes.tar.xz"

_OBJECT_META = "#/$defs/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
# Kinds with metadata that are questions to the API server or parts of a request, never objects kept in Git.
_REQUESTS = ("Binding", "ComponentStatus", "Eviction", "Scale", "TokenRequest")


def files() -> dict[str, bytes]:
    return {ARCHIVE: _compressed(_tar())}


def _tar() -> bytes:
    source = resources(PACKAGE, VERSION) / "kubernetes-json-schema"
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for minor in MINORS:
            for name, schema in _standalone(source / f"v1.{minor}.0-local-strict" / "_definitions.json"):
                content = json.dumps(schema, separators=(",", ":"), sort_keys=True).encode()
                member = tarfile.TarInfo(f"v1.{minor}.0-standalone-strict/{name}")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def _compressed(tar: bytes) -> bytes:
    # Another release of liblzma may compress the same content differently: that alone makes nothing stale.
    committed = ROOT / ARCHIVE
    if committed.is_file() and lzma.decompress(kept := committed.read_bytes()) == tar:
        return kept
    return lzma.compress(tar, preset=9 | lzma.PRESET_EXTREME)


def _standalone(file: Traversable) -> Iterator[tuple[str, Schema]]:
    """The file name (`deployment-apps-v1.json`) and self-contained schema of each kind, sorted by name."""
    source = json.loads(file.read_text())["$defs"]
    definitions = {name: compact(schema) for name, schema in source.items()}
    manifests = {_file_name(schema): name for name, schema in source.items() if _is_manifest(schema)}
    for file_name, name in sorted(manifests.items()):
        needed = sorted(_reachable(name, definitions) - {name})
        schema = definitions[name] | {"$schema": DRAFT, "$defs": {key: definitions[key] for key in needed}}
        yield file_name, schema


def _is_manifest(schema: Schema) -> bool:
    kinds = schema.get("x-kubernetes-group-version-kind", [])
    metadata = schema.get("properties", {}).get("metadata", {}).get("$ref")
    if len(kinds) != 1 or metadata != _OBJECT_META:
        return False
    kind = kinds[0]["kind"]
    return not kind.endswith("Review") and kind not in _REQUESTS


def _file_name(schema: Schema) -> str:
    kind = schema["x-kubernetes-group-version-kind"][0]
    parts = [kind["kind"], kind["group"].split(".")[0], kind["version"]]
    return "-".join(part.lower() for part in parts if part) + ".json"


def _reachable(name: str, definitions: dict[str, Schema]) -> set[str]:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += _references(definitions[current])
    return seen


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(reference := node.get("$ref"), str):
            yield reference.removeprefix("#/$defs/")
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _references(child)
