"""Schemas that we write ourselves: of kinds whose projects publish none where a package manager can fetch it.

Each file of own_schemas/ is one kind: the fields that we render, or that a patch may well add, and no others.
"""

from pathlib import Path

import yaml

from tools.generate._schema import custom_resource, custom_resource_path, to_json

SOURCES = Path(__file__).with_suffix("")


def files() -> dict[str, bytes]:
    made = {}
    for source in sorted(SOURCES.glob("*.yaml")):
        own = yaml.safe_load(source.read_text())
        kind = own["group"], own["version"], own["kind"]
        made[custom_resource_path(*kind)] = to_json(custom_resource(*kind, own["schema"]))
    return made
