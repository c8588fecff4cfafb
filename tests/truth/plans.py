"""What Terraform would do to states, module by module."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from tests.tools import run, tool
from tests.truth.modules import Module, place, terraform
from tests.truth.states import Resource, state_file

_ACTIONS = {"create": "create", "update": "update", "delete": "destroy", "replace": "replace"}


class Held(NamedTuple):
    """What a module has, and the provider that made it."""

    provider: str
    resources: list[Resource]


class Planned(NamedTuple):
    """What becomes of a module's resources, by address; or why Terraform refuses the module."""

    actions: dict[str, str]
    refused: str = ""


def plan(heads: dict[str, Module], held: dict[str, Held], folder: Path) -> dict[str, Planned]:
    """What Terraform would do: each head is planned against what the module of the same name holds.

    One that Terraform refuses would stop the others: it is taken out, and they are planned without it.
    """
    refused: dict[str, Planned] = {}
    while left := {name: head for name, head in heads.items() if name not in refused}:
        here = folder / f"plan{len(refused)}"
        here.mkdir()
        said = _said(left, held, here)
        errors = [each["diagnostic"] for each in said if each.get("diagnostic", {}).get("severity") == "error"]
        if not errors:
            return refused | _actions(said, left)
        found = {_module_of(error): Planned({}, f"{error['summary']}: {error['detail']}") for error in errors}
        assert found.keys() <= left.keys(), found
        refused |= found
    return refused


def _said(heads: dict[str, Module], held: dict[str, Held], folder: Path) -> list[dict[str, Any]]:
    """What Terraform says while it plans, message by message.

    https://developer.hashicorp.com/terraform/internals/machine-readable-ui
    """
    aliases = place(heads, (held[name].provider for name in heads), folder)
    state = state_file({name: (aliases[held[name].provider], held[name].resources) for name in heads})
    (folder / "terraform.tfstate").write_text(json.dumps(state))
    terraform(folder, "init", "-input=false", "-no-color")
    done = run([tool("terraform"), "plan", "-refresh=false", "-input=false", "-json", "-out=plan"], folder)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _module_of(diagnostic: dict[str, Any]) -> str:
    address = str(diagnostic.get("address", ""))
    if address.startswith("module."):
        return address.split(".")[1]
    return str(diagnostic.get("range", {}).get("filename", "")).partition("/")[0]


def _actions(said: list[dict[str, Any]], names: dict[str, Module]) -> dict[str, Planned]:
    found = {name: Planned({}) for name in names}
    changes = [each["change"] for each in said if each["type"] == "planned_change"]
    assert any(each["type"] == "change_summary" for each in said), said
    for each in changes:
        if each["action"] in _ACTIONS:
            resource = each["resource"]
            found[resource["module"].removeprefix("module.")].actions[resource["resource"]] = _ACTIONS[each["action"]]
    return found
