"""The objects of our render, for those who are handed values rather than templates."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.competitors import Work

Object = dict[str, Any]


def read(folder: Path) -> Iterator[Object]:
    """Every Kubernetes object in the YAML files below a folder."""
    for file in sorted(folder.rglob("*.y*ml")):
        for document in yaml.load_all(file.read_text(), Loader=yaml.CSafeLoader):
            if document and document["kind"] != "Kustomization":
                yield document


def handed_over(work: Work) -> Path:
    """The file of all objects of all services as JSON, by service."""
    by_service = {folder.name: list(read(folder)) for folder in sorted(work.apps.iterdir())}
    file = work.folder / "objects.json"
    file.write_text(json.dumps(by_service))
    return file


def difference(work: Work, made: Path) -> str:
    """How many objects differ from ours; empty when none does."""
    ours, theirs = ({json.dumps(each, sort_keys=True) for each in read(folder)} for folder in (work.apps, made))
    return f"{len(ours ^ theirs)} objects differ" if ours != theirs else ""
