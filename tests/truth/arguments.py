"""What the provider's own schema says of arguments, as the diff's table has it."""

from collections.abc import Iterator
from typing import Any

AWS = "registry.terraform.io/hashicorp/aws"


def of_type(schema: dict[str, Any]) -> dict[str, Any]:
    """What a resource type's schema says: arguments that are sets, that stay as they are when they are taken out, and
    whether the provider's default tags reach it."""
    block = schema["block"]
    found = {
        "sets": sorted(name for name, _, of in _arguments(block) if of == "set"),
        "kept": sorted(name for name, each, _ in _arguments(block) if each.get("optional") and each.get("computed")),
    }
    found["kept"] = [name for name in found["kept"] if name not in {"id", "tags_all", "region"}]
    return {key: names for key, names in found.items() if names} | (
        {"tagged": True} if "tags_all" in block["attributes"] else {}
    )


def _arguments(block: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each argument's dotted name, its schema, and the kind of collection that it is."""
    for name, each in block.get("attributes", {}).items():
        if each.get("optional") or each.get("required"):
            of = each.get("type", "")
            yield f"{path}{name}", each, of[0] if isinstance(of, list) else of
    for name, each in block.get("block_types", {}).items():
        yield f"{path}{name}", {}, each["nesting_mode"]
        yield from _arguments(each["block"], f"{path}{name}.")
