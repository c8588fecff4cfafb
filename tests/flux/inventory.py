"""Everything that Flux has applied."""

import json
from typing import NamedTuple

from tests.flux.delivery import State
from tests.flux.kube import Kube, Object

_PASSING = ("resourceVersion", "managedFields", "generation")
_REQUESTED = "reconcile.fluxcd.io/requestedAt"


class Entry(NamedTuple):
    """An object, in the inventory of one Kustomization."""

    owner: str
    kind: str
    name: str
    obj: Object


def applied(kube: Kube, states: dict[str, State]) -> list[Entry]:
    """The objects of every Kustomization that still exist."""
    found = []
    for state in states.values():
        for entry in (state.obj.get("status", {}).get("inventory") or {}).get("entries", ()):
            namespace, name, group, kind = entry["id"].split("_")
            api_version = f"{group}/{entry['v']}" if group else entry["v"]
            # A colon in the name of a role.
            obj = {"apiVersion": api_version, "kind": kind, "metadata": {"name": name.replace("__", ":")}}
            obj["metadata"] |= {"namespace": namespace} if namespace else {}
            found.append(Entry(state.id, kind, f"{namespace}/{name}", kube.get(kube.path(obj))))
    return found


def contents(entries: list[Entry]) -> dict[str, str]:
    """What each object says, and that it is still the same one; not its status."""
    return {f"{entry.kind} {entry.name}": _content(entry.obj) for entry in entries}


def _content(obj: Object) -> str:
    metadata = {key: value for key, value in obj["metadata"].items() if key not in _PASSING}
    annotations = {k: v for k, v in metadata.get("annotations", {}).items() if k != _REQUESTED}
    content = {key: value for key, value in obj.items() if key != "status"}
    return json.dumps(content | {"metadata": metadata | {"annotations": annotations}}, sort_keys=True)


class Changes(NamedTuple):
    created: list[str]
    changed: list[str]
    deleted: list[str]


def changes(before: dict[str, str], after: dict[str, str]) -> Changes:
    return Changes(
        sorted(after.keys() - before.keys()),
        sorted(key for key in after.keys() & before.keys() if after[key] != before[key]),
        sorted(before.keys() - after.keys()),
    )
