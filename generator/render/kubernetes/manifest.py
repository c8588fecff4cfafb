"""Kubernetes objects as values, and as files: one per object, and a kustomization.yaml per folder."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from generator.platform.services.labels import labels, platform_labels
from generator.render import yaml_text
from generator.render.files import Files

__all__ = ["Manifest", "folder_files", "kustomized", "labels", "platform_labels", "selector"]

Manifest = dict[str, Any]

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def selector(name: str) -> dict[str, str]:
    """What finds the pods of a service: a label that never changes, for a Deployment's selector cannot."""
    return {"app.kubernetes.io/name": name}


def folder_files(folder: str, manifests: Iterable[Manifest]) -> Files:
    """The objects of a folder, each in a file named by its kind, where there are several by its name too."""
    objects = list(manifests)
    count = Counter(item["kind"] for item in objects)
    files = {}
    for item in objects:
        stem = _stem(item["kind"])
        name = stem if count[item["kind"]] == 1 else f"{stem}-{item['metadata']['name']}"
        files[f"{folder}/{name}.yaml"] = yaml_text.manifest(item)
    return files


def kustomized(root: str, files: Files) -> Files:
    """Files below a root, with the kustomization.yaml of every folder from the root down."""
    children: dict[str, set[str]] = {}
    for file in files:
        path = file
        while path != root:
            folder, _, name = path.rpartition("/")
            children.setdefault(folder, set()).add(name)
            path = folder
    made = {f"{folder}/kustomization.yaml": _kustomization(names) for folder, names in children.items()}
    return {**files, **made}


def _kustomization(names: set[str]) -> bytes:
    return yaml_text.manifest(
        {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "resources": sorted(names)}
    )


@cache
def _stem(kind: str) -> str:
    return _WORD.sub("-", kind).lower()
