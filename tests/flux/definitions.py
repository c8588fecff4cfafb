"""Custom resource definitions: the real ones, and of kinds that no package has those that our own schemas make.

They are collected once, as one file in the user's cache folder.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from generator.cache import beside, cache_folder
from tools.generate import crd_schemas, own_schemas

Definition = dict[str, Any]

CLUSTER_SCOPED = ("IngressClassParams", "NodeClass")


def of_groups(*groups: str) -> list[Definition]:
    """The definitions of some API groups, or of all groups below a domain: `.toolkit.fluxcd.io`."""
    return [found for found in every() if found["spec"]["group"].endswith(groups)]


@cache
def every() -> list[Definition]:
    wanted = [*crd_schemas.MODULES.items(), crd_schemas.CONTROLLER_GEN, *_own()]
    name = hashlib.sha256(json.dumps(wanted, default=str).encode()).hexdigest()[:16]
    file = cache_folder("flux") / f"definitions-{name}.json"
    if not file.is_file():
        with beside(file) as folder:
            (folder / "made").write_text(json.dumps([*_published(), *_own()]))
            (folder / "made").replace(file)
    found: list[Definition] = json.loads(file.read_text())
    return found


def _published() -> Iterator[Definition]:
    """Yield of Flux every kind, since its controllers watch them all, and of others those that we render."""
    for (module, version), wanted in crd_schemas.MODULES.items():
        names = {resource.partition("/")[0] for resource in wanted}
        for found in crd_schemas.crds(module, version):
            if module.startswith(crd_schemas.FLUX) or found["metadata"]["name"] in names:
                yield found


def _own() -> Iterator[Definition]:
    for source in sorted(own_schemas.SOURCES.glob("*.yaml")):
        own = yaml.safe_load(source.read_text())
        if not own["group"].startswith("kustomize.config."):
            yield _definition(**own)


def _definition(group: str, version: str, kind: str, schema: dict[str, Any]) -> Definition:
    singular = kind.lower()
    plural = f"{singular.removesuffix('y')}ies" if singular.endswith("y") else singular.removesuffix("s") + "s"
    plural = f"{singular}es" if singular.endswith("class") else plural
    offered = {"name": version, "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"{plural}.{group}"},
        "spec": {
            "group": group,
            "names": {"kind": kind, "plural": plural, "singular": singular, "listKind": f"{kind}List"},
            "scope": "Cluster" if kind in CLUSTER_SCOPED else "Namespaced",
            "versions": [offered],
        },
    }
