"""The AWS half, proven by Terraform and the provider's own schema."""

import json
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from generator.platform.addresses import subnets
from generator.platform.types.platform import Platform
from generator.render import bootstrap, terraform
from tests.platforms import base, golden
from tests.tools import run, tool, write

GOLDEN = golden()
OFFLINE = {
    "access_key": "test",
    "secret_key": "test",
    "skip_credentials_validation": True,
    "skip_metadata_api_check": True,
    "skip_requesting_account_id": True,
    "allowed_account_ids": None,
}
ARNS = {
    "aws_iam_role": {"arn": "arn:aws:iam::111122223333:role/mock"},
    "aws_kms_key": {"arn": "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"},
    "aws_cloudwatch_log_group": {"arn": "arn:aws:logs:eu-west-1:111122223333:log-group:mock"},
    "aws_launch_template": {"id": "lt-0123456789abcdef0", "latest_version": 1},
    "aws_eks_cluster": {
        "arn": "arn:aws:eks:eu-west-1:111122223333:cluster/mock",
        "certificate_authority": [{"data": "Q0E="}],
        "identity": [{"oidc": [{"issuer": "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF"}]}],
    },
}


def document(files: dict[str, bytes]) -> dict[str, Any]:
    """All files of a root as one document."""
    merged: dict[str, Any] = {}
    for content in files.values():
        for kind, blocks in json.loads(content).items():
            if isinstance(blocks, dict):
                for label, body in blocks.items():
                    merged.setdefault(kind, {}).setdefault(label, {})
                    merged[kind][label] = merged[kind][label] | body if isinstance(body, dict) else body
    return merged


def prepare(platform: Platform, folder: Path) -> Path:
    """A root that needs neither state nor account, only the provider itself."""
    write({Path(path).name: content for path, content in terraform.files(platform).items()}, folder)
    override: dict[str, Any] = {"terraform": {"backend": {"local": {}}}, "provider": {"aws": OFFLINE}}
    if platform.cluster.deletion_protection:
        destroyable = {"lifecycle": {"prevent_destroy": False}}
        override["resource"] = {"aws_eks_cluster": {"this": destroyable}}
        if platform.cluster.secrets_encryption is True:
            override["resource"]["aws_kms_key"] = {"cluster": destroyable}
    (folder / "test_override.tf.json").write_text(json.dumps(override))
    initialised = run([tool("terraform"), "init", "-input=false", "-no-color"], folder)
    assert initialised.returncode == 0, initialised.stderr
    return folder


PROVIDER_5 = [name for name, platform in GOLDEN.items() if platform.terraform.provider_version.startswith(">= 5")]


@pytest.mark.parametrize("name", PROVIDER_5)
def test_terraform_validates_plans_and_applies_everything(name: str, tmp_path: Path) -> None:
    platform = GOLDEN[name]
    folder = prepare(platform, tmp_path)
    validated = run(["terraform", "validate", "-json"], folder)
    assert json.loads(validated.stdout)["diagnostics"] == []
    planned = run(["terraform", "plan", "-input=false", "-no-color", "-refresh=false", "-out=plan"], folder)
    assert planned.returncode == 0, planned.stderr
    plan = json.loads(run(["terraform", "show", "-json", "plan"], folder).stdout)
    assert {tuple(change["change"]["actions"]) for change in plan["resource_changes"]} == {("create",)}
    _addresses_are_the_planned_ones(platform, plan)
    mocks = {"aws": {"mock_resource": {kind: {"defaults": values} for kind, values in ARNS.items()}}}
    test = {"mock_provider": mocks, "run": {"everything": {"command": "apply"}}}
    (folder / "main.tftest.json").write_text(json.dumps(test))
    applied = run(["terraform", "test", "-no-color"], folder)
    assert applied.returncode == 0, applied.stdout + applied.stderr


def _addresses_are_the_planned_ones(platform: Platform, plan: dict[str, Any]) -> None:
    planned = {
        change["name"]: change["change"]["after"]["cidr_block"]
        for change in plan["resource_changes"]
        if change["type"] == "aws_subnet"
    }
    assert planned == {subnet.name: str(subnet.cidr) for subnet in subnets(platform)}


@pytest.mark.parametrize("name", GOLDEN)
def test_first_addons_come_before_nodes_and_the_rest_after(name: str) -> None:
    root = document(terraform.files(GOLDEN[name]))
    groups = root["resource"]["aws_eks_node_group"].values()
    for addon, body in root["resource"]["aws_eks_addon"].items():
        first = addon in {"vpc-cni", "kube-proxy", "eks-pod-identity-agent"}
        for group in groups:
            assert (f"aws_eks_addon.{addon}" in group["depends_on"]) is first
        assert any(item.startswith("aws_eks_node_group.") for item in body.get("depends_on", ())) is not first


Paths = set[tuple[str, ...]]
META = {"depends_on", "lifecycle"}


def of_five(schema: dict[str, Any], path: tuple[str, ...] = ()) -> Paths:
    """Every argument of a resource, by its path through nested blocks, in the table of 5.100."""
    found = {(*path, name) for name, body in schema.get("attributes", {}).items() if body["f"] != "c"}
    for name, block in schema.get("blocks", {}).items():
        found |= {(*path, name)} | of_five(block.get("block", block), (*path, name))
    return found


def of_six(arguments: dict[str, Any], path: tuple[str, ...] = ()) -> Paths:
    """The same in the table of 6.25."""
    found: Paths = set()
    for name, body in arguments.items():
        found |= {(*path, name)} | of_six(body.get("struct", {}), (*path, name))
    return found


def given(body: Any, known: Paths, path: tuple[str, ...] = ()) -> Paths:
    """The arguments that a body sets, down to where the table knows no further paths (maps)."""
    found: Paths = set()
    for item in body if isinstance(body, list) else [body]:
        for key, value in item.items() if isinstance(item, dict) else ():
            here = (*path, key)
            found.add(here)
            if any(other[: len(here)] == here and len(other) > len(here) for other in known):
                found |= given(value, known, here)
    return found


def unknown_arguments(platform: Platform, tables: dict[str, Paths]) -> set[str]:
    """Arguments that we render and the provider does not have."""
    unknown = set()
    for kind, blocks in document(terraform.files(platform))["resource"].items():
        for body in blocks.values():
            used = {path for path in given(body, tables[kind]) if path[0] not in META}
            unknown |= {f"{kind}.{'.'.join(path)}" for path in used - tables[kind]}
    return unknown


def test_every_argument_exists_in_both_provider_generations(oracle: Any) -> None:
    five = json.loads(oracle("aws_5.100_schema_subset.json").read_text())["resources"]
    six = json.loads(oracle("aws_6_attrs_subset.json").read_text())["resources"]
    tables_of_five = {kind: of_five(schema) for kind, schema in five.items()}
    tables_of_six = {kind: of_six(schema["config"]) for kind, schema in six.items()}
    for name, platform in GOLDEN.items():
        assert not unknown_arguments(platform, tables_of_six), name
        beyond_five = set() if name in PROVIDER_5 else {"aws_eks_cluster.deletion_protection"}
        assert unknown_arguments(platform, tables_of_five) == beyond_five, name


def test_arguments_of_six_are_rendered_only_where_the_whole_range_has_them() -> None:
    six, five = (
        document(terraform.files(GOLDEN[name]))["resource"]["aws_eks_cluster"]["this"]
        for name in ("provider-six", "smallest")
    )
    assert six["deletion_protection"] is True
    assert "deletion_protection" not in five


def test_the_bootstrap_root_fits_the_schemas_of_its_providers(oracle: Any) -> None:
    schemas = json.loads(oracle("provider_schema_kubernetes_helm.json").read_text())
    root = document(bootstrap.files(GOLDEN["example-production"]))
    for kind, blocks in root["resource"].items():
        schema = schemas[kind.split("_")[0]]["resources"][kind]
        schema = schema.get("block", schema)
        # The table lost helm_release.version, which every release of that provider has.
        known = schema["attributes"].keys() | schema.get("block_types", {}).keys() | {"depends_on", "version"}
        required = {name for name, body in schema["attributes"].items() if body.get("required")}
        for body in blocks.values():
            assert body.keys() <= known
            assert required <= body.keys()
    for name in ("kubernetes", "helm"):
        schema = schemas[name]["provider"]
        assert root["provider"][name].keys() <= schema["attributes"].keys() | schema.get("block_types", {}).keys()


HOSTILE = ['${file("/etc/passwd")}', "%{ for x in y }", "{{ evil }}", "$${a}", 'a"b', "back\\slash"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_data_to_terraform(text: str, tmp_path: Path) -> None:
    """Terraform itself evaluates what we wrote, and gets the user's text back."""
    from generator.render.terraform.block import join, json_text, local, to_json

    blocks = [local("plain", text), local("joined", join("<", text, ">")), local("document", json_text({"k": text}))]
    (tmp_path / "main.tf.json").write_bytes(to_json(blocks))
    expression = "jsonencode([local.plain, local.joined, jsondecode(local.document).k])\n"
    import subprocess

    done = subprocess.run(
        [tool("terraform"), "console", "-no-color"],
        cwd=tmp_path,
        input=expression,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(json.loads(done.stdout)) == [text, f"<{text}>", text]


def test_adding_a_zone_moves_no_address() -> None:
    two, three = (
        {subnet.name: subnet.cidr for subnet in subnets(base({"vpc": {"zones": zones}}))}
        for zones in (["a", "c"], ["a", "b", "c"])
    )
    assert two.items() < three.items()


def test_nothing_is_open_to_the_world_but_the_api_endpoint_that_is_asked_for() -> None:
    for platform in GOLDEN.values():
        for path, content in terraform.files(platform).items():
            opened = re.findall(r'"cidr_ipv4": "(.*?)"', content.decode())
            assert all(ip_network(cidr).is_private for cidr in opened), path
