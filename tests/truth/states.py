"""The state that a root has after its first apply, without anything applied.

Terraform plans it with the real provider, which says what is known before; what is not comes from an apply with a mock
of the provider, in which all references agree.
https://developer.hashicorp.com/terraform/language/tests/mocking
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.terraform_runs import MOCKS
from tests.tools import run, tool
from tests.truth.modules import Module, place, terraform

_ZERO_FOR_NULL = {"aws_opensearch_domain"}
"""Types whose customised plan takes null in a nested block, which only a plan has, for another value than the zero that
the provider writes into states."""
_ZERO: dict[str, Any] = {"string": "", "number": 0, "bool": False}


class Resource(NamedTuple):
    """A resource of a module, as the state has it."""

    kind: str
    name: str
    schema_version: int
    values: dict[str, Any]
    sensitive: list[list[dict[str, Any]]]


def states(modules: dict[str, Module], folder: Path) -> dict[str, list[Resource]]:
    """What each module has after its apply."""
    aliases = place(modules, (), folder)
    (folder / "all.tftest.json").write_text(json.dumps(_tests(modules, aliases)))
    terraform(folder, "init", "-input=false", "-no-color")
    done = run([tool("terraform"), "test", "-json", "-verbose"], folder)
    messages = [json.loads(line) for line in done.stdout.splitlines()]
    plan = next((message["test_plan"] for message in messages if "test_plan" in message), None)
    state = next((message["test_state"] for message in messages if "test_state" in message), None)
    assert plan, _errors(messages)
    assert state, _errors(messages)
    applied = {each["address"]: each for each in _resources((state.get("values") or state)["root_module"])}
    schemas = plan["provider_schemas"]["registry.terraform.io/hashicorp/aws"]["resource_schemas"]
    found: dict[str, list[Resource]] = {name: [] for name in modules}
    for change in plan["resource_changes"]:
        made = applied[change["address"]]
        values = _known(change["change"]["after"], change["change"]["after_unknown"], made["values"])
        block = schemas[change["type"]]["block"]
        if change["type"] in _ZERO_FOR_NULL:
            values = _without_null(values, block)
        sensitive = [list(path) for path in _sensitive(values, block)]
        name = change["module_address"].removeprefix("module.")
        found[name].append(Resource(change["type"], change["name"], made["schema_version"], values, sensitive))
    return found


def _errors(messages: list[dict[str, Any]]) -> str:
    return "\n".join(
        message["@message"] + message["diagnostic"].get("detail", "") for message in messages if "diagnostic" in message
    )


def _resources(module: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [each for child in module.get("child_modules", ()) for each in _resources(child)]
    return [*module.get("resources", ()), *inner]


def _tests(modules: dict[str, Module], aliases: dict[str, str]) -> dict[str, Any]:
    overrides = [
        {"target": f"module.{name}.{kind}.{label}", "values": _unlike(kind, f"{name}.{kind}.{label}")}
        for name, module in modules.items()
        for path, content in module.files.items()
        if path.endswith(".tf.json")
        for kind, blocks in json.loads(content).get("resource", {}).items()
        if kind in MOCKS
        for label in blocks
    ]
    return {
        "mock_provider": {"aws": {"alias": "mock", "override_resource": overrides}},
        "run": {
            "plan": {"command": "plan"},
            "apply": {"command": "apply", "providers": {f"aws.{alias}": "aws.mock" for alias in aliases.values()}},
        },
    }


def _unlike(kind: str, address: str) -> dict[str, Any]:
    """What AWS would have given, with an ARN that no other resource has."""
    values: dict[str, Any] = {**MOCKS[kind]}
    mark = hashlib.sha256(address.encode()).hexdigest()[:17]
    for key, value in values.items():
        if key == "arn":
            values[key] = f"{value}-{mark}"
        elif key == "id":
            values[key] = f"{value.partition('-')[0]}-{mark}"
    return values


def _known(after: Any, unknown: Any, made: Any) -> Any:
    """What the plan knows, completed by what the apply made."""
    if unknown is True or (after is None and unknown):
        return made
    if isinstance(after, dict) and isinstance(made, dict):
        marks = unknown if isinstance(unknown, dict) else {}
        return {key: _known(after.get(key), marks.get(key), made.get(key)) for key in {*after, *marks}}
    if isinstance(after, list) and isinstance(made, list) and isinstance(unknown, list) and len(after) == len(made):
        return _items(after, [*unknown, *[None] * len(after)], list(made))
    return after


def _items(after: list[Any], unknown: list[Any], made: list[Any]) -> list[Any]:
    """The same of lists; what stands in a set may stand in another order in each."""
    found = []
    for item, mark in zip(after, unknown, strict=False):
        alike = max(made, key=lambda each: _agreement(item, mark, each))
        made.remove(alike)
        found.append(_known(item, mark, alike))
    return found


def _agreement(after: Any, unknown: Any, made: Any) -> int:
    """How many known values two items share: the mock knows nothing of the provider's defaults."""
    if not isinstance(after, dict) or not isinstance(made, dict):
        return int(after == made)
    marks = unknown if isinstance(unknown, dict) else {}
    return sum(made.get(key) == value for key, value in after.items() if value is not None and not marks.get(key))


def _without_null(values: dict[str, Any], block: dict[str, Any]) -> dict[str, Any]:
    """Values whose nested blocks hold no null."""
    found = dict(values)
    lists = {name: each for name, each in block.get("block_types", {}).items() if each["nesting_mode"] != "single"}
    for name, inner in lists.items():
        types = {key: each["type"] for key, each in inner["block"].get("attributes", {}).items()}
        zeros = {key: _ZERO[of] for key, of in types.items() if isinstance(of, str)}
        items = [_without_null(item, inner["block"]) for item in found.get(name) or () if isinstance(item, dict)]
        found[name] = [{k: zeros.get(k) if v is None else v for k, v in item.items()} for item in items]
    return found


def _sensitive(values: dict[str, Any], block: dict[str, Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of sensitive arguments: a state that does not mark them is another one than the plan's."""
    for name, each in block.get("attributes", {}).items():
        if each.get("sensitive"):
            yield (*path, {"type": "get_attr", "value": name})
    for name, inner in block.get("block_types", {}).items():
        for index, item in enumerate(values.get(name) or ()) if inner["nesting_mode"] == "list" else ():
            number = {"type": "index", "value": {"value": index, "type": "number"}}
            yield from _sensitive(item, inner["block"], (*path, {"type": "get_attr", "value": name}, number))


def state_file(held: dict[str, tuple[str, list[Resource]]]) -> dict[str, Any]:
    """A state in which modules hold resources: by the module's name its provider's alias and what it has.

    https://developer.hashicorp.com/terraform/internals/json-format has the values, and this their older form.
    """
    return {
        "version": 4,
        "terraform_version": "1.11.0",
        "serial": 1,
        "lineage": "00000000-0000-0000-0000-000000000000",
        "outputs": {},
        "resources": [
            {
                "module": f"module.{module}",
                "mode": "managed",
                "type": each.kind,
                "name": each.name,
                "provider": f'provider["registry.terraform.io/hashicorp/aws"].{alias}',
                "instances": [
                    {
                        "schema_version": each.schema_version,
                        "attributes": each.values,
                        "sensitive_attributes": each.sensitive,
                    }
                ],
            }
            for module, (alias, resources) in held.items()
            for each in resources
        ],
    }
