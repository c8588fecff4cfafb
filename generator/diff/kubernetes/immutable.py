"""What the API server cannot change in place, from the dated file data/immutable.json."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from generator.diff.change import Field
from generator.platform.services.quantities import size

DATA = Path(__file__).parent.parent / "data" / "immutable.json"


class _Kind(Struct, frozen=True, forbid_unknown_fields=True):
    fields: frozenset[str]


class _Table(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    as_of: str
    source: str
    kinds: dict[str, _Kind]


@cache
def table() -> dict[str, frozenset[str]]:
    """The immutable fields of a kind, as dotted paths."""
    found = msgspec.json.decode(DATA.read_bytes(), type=_Table)
    return {kind: each.fields for kind, each in found.kinds.items()}


def is_immutable(old: dict[str, Any], new: dict[str, Any], field: Field) -> bool:
    """Whether the API server refuses, or passes over, the change of a field between two objects of a kind."""
    kind = new["kind"]
    path = [str(key) for key in field.path]
    prefixes = {".".join(path[:length]) for length in range(1, len(path) + 1)}
    fixed = table().get(kind, frozenset()) | (_fixed_service(old, new) if kind == "Service" else frozenset())
    if kind == "PersistentVolumeClaim" and _size(new) < _size(old):
        fixed |= {"spec.resources.requests.storage"}
    return bool(prefixes & fixed) or any(name.startswith(f"{field.dotted}.") for name in fixed)


def _fixed_service(old: dict[str, Any], new: dict[str, Any]) -> frozenset[str]:
    """What a Service keeps for as long as it is of the same type.

    That it has no address of its own is kept without a word.
    https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
    """
    types = {(each.get("spec") or {}).get("type", "ClusterIP") for each in (old, new)}
    fixed = frozenset() if "ExternalName" in types else frozenset({"spec.clusterIP"})
    if types != {"LoadBalancer"}:
        return fixed
    both = all("healthCheckNodePort" in each["spec"] for each in (old, new))
    return fixed | {"spec.loadBalancerClass"} | ({"spec.healthCheckNodePort"} if both else set())


def _size(claim: dict[str, Any]) -> Decimal:
    requests = ((claim.get("spec") or {}).get("resources") or {}).get("requests") or {}
    return size(requests.get("storage", "0"))
