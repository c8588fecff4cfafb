"""What the provider's own schema says of arguments, held against the table that the diff has."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.diff.terraform.replacement import known
from tests.platforms import golden
from tests.terraform_root import document
from tests.truth.edits import roots
from tests.truth.fields import planned
from tests.truth.modules import place, terraform

AWS = "registry.terraform.io/hashicorp/aws"
_ALWAYS = {"id", "region", "tags_all"}


def differences(folder: Path) -> Iterator[str]:
    """What the table lacks, or has and should not, of the arguments that golden platforms render."""
    place({}, ["{}"], folder)
    terraform(folder, "init", "-input=false", "-no-color")
    schemas = json.loads(terraform(folder, "providers", "schema", "-json"))["provider_schemas"][AWS]["resource_schemas"]
    for kind, given in sorted(_rendered().items()):
        has, block = known()[kind], schemas[kind]["block"]
        arguments = [each for each in _arguments(block) if each[0].partition(".")[0] in given]
        yield from _unlike(f"{kind}: sets", has.sets, {name for name, _, of in arguments if of == "set"})
        kept = {name for name, each, _ in arguments if each.get("optional") and each.get("computed")} - _ALWAYS
        yield from _unlike(f"{kind}: kept", has.kept & {name for name, each, _ in arguments if each}, kept)
        if has.tagged != ("tags_all" in block["attributes"]):
            yield f"{kind}: tagged is {has.tagged} in the table, and not in the provider's schema"


def _unlike(what: str, has: frozenset[str], must: set[str]) -> Iterator[str]:
    if has != must:
        yield f"{what}: the table has {sorted(has - must)} too much and lacks {sorted(must - has)}"


def _rendered() -> dict[str, set[str]]:
    """The resource types that golden platforms have, each with the arguments that they give."""
    found: dict[str, set[str]] = {}
    for name, platform in golden().items():
        for kind, named in document(roots(platform).terraform)["resource"].items() if planned(name) else ():
            for body in named.values():
                found.setdefault(kind, set()).update(body)
    return found


def _arguments(block: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each argument's dotted name, its schema (none of a block), and the kind of collection that it is."""
    for name, each in block.get("attributes", {}).items():
        if each.get("optional") or each.get("required"):
            of = each.get("type", "")
            yield f"{path}{name}", each, of[0] if isinstance(of, list) else of
    for name, each in block.get("block_types", {}).items():
        yield f"{path}{name}", {}, each["nesting_mode"]
        yield from _arguments(each["block"], f"{path}{name}.")
