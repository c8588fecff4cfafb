"""The AWS half, proven by Terraform and the provider's own schema."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.platform.cluster.constraint import whole_range_has
from generator.platform.network.addresses import subnets
from generator.platform.types.platform import Platform
from generator.render import bootstrap, terraform
from tests.platforms import base, golden
from tests.terraform_root import document, place
from tests.terraform_runs import ROOTS, prove
from tests.tools import tool

GOLDEN = golden()
PROVIDER_5 = [name for name, platform in GOLDEN.items() if platform.terraform.provider_version.startswith(">= 5")]
PLANNED = [name for name in PROVIDER_5 if GOLDEN[name].vpc.id is None]
"""Those that Terraform can plan without asking AWS what is there; tests/test_adopted_vpc.py has the others."""


TOGETHER = 6
"""Roots that share a process: few enough that the processes fill every core to the end."""
BATCHES = [PLANNED[start : start + TOGETHER] for start in range(0, len(PLANNED), TOGETHER)]


@pytest.mark.parametrize("names", BATCHES, ids="+".join)
def test_terraform_validates_plans_and_applies_everything(
    names: list[str], tmp_path: Path, subtests: pytest.Subtests
) -> None:
    for name in names:
        place(GOLDEN[name], tmp_path / ROOTS / name)
    against = prove({name: _addresses(GOLDEN[name]) for name in names}, tmp_path)
    for name in names:
        with subtests.test(name):
            assert against[name] == []
            # What Terraform would have to read first, it could not plan without an account.
            assert "data" not in document(terraform.files(GOLDEN[name]))


def _addresses(platform: Platform) -> dict[str, str]:
    return {f"aws_subnet.{subnet.name}.cidr_block": str(subnet.cidr) for subnet in subnets(platform)}


GROUPS = ("aws_eks_node_group", "aws_autoscaling_group")


@pytest.mark.parametrize("name", GOLDEN)
def test_first_addons_come_before_nodes_and_the_rest_after(name: str) -> None:
    resources = document(terraform.files(GOLDEN[name]))["resource"]
    groups = [group for kind in GROUPS for group in resources.get(kind, {}).values()]
    kinds = (*GROUPS, "aws_eks_fargate_profile")
    running = {f"{kind}.{each}" for kind in kinds for each in resources.get(kind, ())}
    for addon, body in resources.get("aws_eks_addon", {}).items():
        first = addon in {"vpc-cni", "kube-proxy", "eks-pod-identity-agent"}
        assert not first or groups
        for group in groups:
            assert (f"aws_eks_addon.{addon}" in group["depends_on"]) is first
        assert running & set(body.get("depends_on", ())) == (set() if first else running)


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
        for body in blocks.values() if kind not in BEYOND_THE_TABLES else ():
            used = {path for path in given(body, tables[kind]) if path[0] not in META}
            unknown |= {f"{kind}.{'.'.join(path)}" for path in used - tables[kind]}
    return unknown


LATER_THAN_THE_TABLE = {
    "aws_eks_cluster.kube_api_server_config",
    "aws_eks_cluster.kube_controller_manager_config",
    "aws_eks_cluster.kube_scheduler_config",
    "aws_eks_cluster.vpc_config.control_plane_egress_mode",
}
"""Of releases after 6.25: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster"""

OF_EFS: dict[str, Paths] = {
    "aws_efs_backup_policy": {("file_system_id",), ("backup_policy",), ("backup_policy", "status")},
    "aws_efs_file_system": {
        *((name,) for name in ("creation_token", "encrypted", "kms_key_id", "lifecycle_policy", "tags")),
        ("throughput_mode",),
        ("lifecycle_policy", "transition_to_ia"),
        ("lifecycle_policy", "transition_to_primary_storage_class"),
    },
    "aws_efs_file_system_policy": {("file_system_id",), ("policy",)},
    "aws_efs_mount_target": {("file_system_id",), ("security_groups",), ("subnet_id",)},
}
"""What the tables lack: https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/resources/efs_file_system"""

BEYOND_THE_TABLES = {"aws_cloudwatch_log_stream", "aws_lambda_function_event_invoke_config", "aws_lambda_invocation"}
"""Kinds that the tables leave out, of both generations:
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_invocation"""

OF_SIX = {
    "aws_eks_cluster.deletion_protection",
    "aws_eks_cluster.control_plane_scaling_config",
    "aws_nat_gateway.availability_mode",
    "aws_eks_pod_identity_association.target_role_arn",
    "aws_nat_gateway.vpc_id",
}


def test_every_argument_exists_in_both_provider_generations(oracle: Any) -> None:
    five = json.loads(oracle("aws_5.100_schema_subset.json").read_text())["resources"]
    six = json.loads(oracle("aws_6_attrs_subset.json").read_text())["resources"]
    tables_of_five = OF_EFS | {kind: of_five(schema) for kind, schema in five.items()}
    tables_of_six = OF_EFS | {kind: of_six(schema["config"]) for kind, schema in six.items()}
    for name, platform in GOLDEN.items():
        later = LATER_THAN_THE_TABLE if whole_range_has(platform.terraform.provider_version, (6, 60)) else set()
        assert unknown_arguments(platform, tables_of_six) == later, name
        unknown_to_five = unknown_arguments(platform, tables_of_five)
        assert not unknown_to_five if name in PROVIDER_5 else unknown_to_five <= OF_SIX | later, name


def test_arguments_of_six_are_rendered_only_where_the_whole_range_has_them() -> None:
    six, five = (
        document(terraform.files(GOLDEN[name]))["resource"]["aws_eks_cluster"]["this"]
        for name in ("provider-six", "smallest")
    )
    assert six["deletion_protection"] is True
    assert "deletion_protection" not in five


@pytest.mark.parametrize("name", ["example-production", "gitops-classic", "gitops-everything"])
def test_the_bootstrap_root_fits_the_schemas_of_its_providers(name: str, oracle: Any) -> None:
    schemas = json.loads(oracle("provider_schema_kubernetes_helm.json").read_text())
    root = document(bootstrap.files(GOLDEN[name]))
    for kind, blocks in root["resource"].items():
        schema = schemas[kind.split("_")[0]]["resources"][kind]
        schema = schema.get("block", schema)
        # The table lost helm_release.version, which every release of that provider has.
        known = schema["attributes"].keys() | schema.get("block_types", {}).keys() | {"depends_on", "version"}
        required = {name for name, body in schema["attributes"].items() if body.get("required")}
        for body in blocks.values():
            assert body.keys() <= known
            assert required <= body.keys()
    for provider in root["provider"].keys() - {"aws"}:
        schema = schemas[provider]["provider"]
        assert root["provider"][provider].keys() <= schema["attributes"].keys() | schema.get("block_types", {}).keys()


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
