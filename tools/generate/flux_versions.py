"""The Flux versions that the pinned Flux Operator installs, and the images of each.

They are inside the operator's own image
(https://github.com/controlplaneio-fluxcd/flux-operator/tree/main/config/data/flux-images).
"""

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from tools.generate import ROOT, _go

MODULE, VARIANT = "github.com/controlplaneio-fluxcd/flux-operator", "upstream-alpine"
TABLE = "generator/platform/data/flux_versions.json"


def files() -> dict[str, bytes]:
    pins = json.loads((ROOT / "generator/render/data/pins.json").read_text())
    operator = pins["charts"]["flux-operator"]["version"]
    latest = dict(sorted(_versions(_go.module(MODULE, f"v{operator}") / "config/data/flux-images")))
    minors = {f"{major}.{minor}": _entry(folder) for (major, minor, _), folder in latest.items()}
    # One version a line: an update's diff then shows which came or changed.
    rows = ",\n".join(f"{json.dumps(minor)}: {json.dumps(entry)}" for minor, entry in minors.items())
    return {TABLE: f'{{\n"operator": "{operator}",\n"versions": {{\n{rows}\n}}\n}}\n'.encode()}


def _versions(images: Path) -> Iterator[tuple[tuple[int, ...], Path]]:
    for folder in images.iterdir():
        if (folder / f"{VARIANT}.yaml").is_file():
            yield tuple(map(int, folder.name.removeprefix("v").split("."))), folder


def _entry(folder: Path) -> dict[str, object]:
    listed = yaml.safe_load((folder / f"{VARIANT}.yaml").read_text())["images"]
    images = {image["name"].rpartition("/")[2]: image["newTag"] for image in listed}
    return {"patch": folder.name.removeprefix("v"), "images": images}
