"""What the diff takes for a change of Terraform's, case by case; tests/truth asks Terraform itself."""

import json
from typing import Any

import pytest

from generator.diff.terraform.changes import changes
from generator.diff.terraform.replacement import known
from generator.diff.terraform.root import Root, root
from generator.render import bootstrap, terraform
from tests.platforms import golden

Document = dict[str, Any]


def read(*documents: Document, override: Document | None = None) -> Root:
    files = {f"terraform/file{number}.tf.json": document for number, document in enumerate(documents)}
    files |= {"terraform/a_override.tf.json": override} if override else {}
    return root({path: json.dumps(document).encode() for path, document in files.items()}, "terraform")


def resource(kind: str, **body: Any) -> Document:
    return {"resource": {kind: {"this": body}}}


def actions(base: Root, head: Root) -> dict[str, str]:
    return {change.name: str(change.action) for change in changes("terraform", base, head)}


UNCHANGED: dict[str, tuple[Document, Document]] = {
    "a set has no order": (
        resource("aws_eks_node_group", subnet_ids=["a", "b"]),
        resource("aws_eks_node_group", subnet_ids=["b", "a"]),
    ),
    "blocks that are a set have none": (
        resource("aws_eks_node_group", taint=[{"key": "a", "effect": "x"}, {"key": "a", "effect": "y"}]),
        resource("aws_eks_node_group", taint=[{"key": "a", "effect": "y"}, {"key": "a", "effect": "x"}]),
    ),
    "an argument that AWS fills in stays": (
        resource("aws_eks_addon", configuration_values="{}"),
        resource("aws_eks_addon"),
    ),
    "a block that AWS fills in stays": (
        resource("aws_eks_cluster", upgrade_policy={"support_type": "EXTENDED"}),
        resource("aws_eks_cluster"),
    ),
    "what is ignored inside a block": (
        resource("aws_eks_node_group", scaling_config={"desired_size": 1, "max_size": 3}),
        resource(
            "aws_eks_node_group",
            scaling_config={"desired_size": 2, "max_size": 3},
            lifecycle={"ignore_changes": ["scaling_config[0].desired_size"]},
        ),
    ),
    "how long an apply may take": (
        resource("aws_eks_cluster", timeouts={"create": "30m"}),
        resource("aws_eks_cluster", timeouts={"create": "60m"}),
    ),
    "a local that is written out": (
        {"locals": {"name": "demo"}} | resource("aws_sqs_queue", name="${local.name}"),
        resource("aws_sqs_queue", name="demo"),
    ),
}


@pytest.mark.parametrize("case", UNCHANGED)
def test_what_is_no_change(case: str) -> None:
    base, head = UNCHANGED[case]
    assert actions(read(base), read(head)) == {}


def test_what_aws_knows_of_a_block_outlives_its_change() -> None:
    values = "${aws_eks_cluster.this.vpc_config[0].cluster_security_group_id}"
    addon = {"aws_eks_addon": {"this": {"configuration_values": values}}}
    base, head = (
        {
            "resource": {"aws_eks_cluster": {"this": {"name": "a", "vpc_config": {"endpoint_public_access": public}}}}
            | addon
        }
        for public in (True, False)
    )
    assert actions(read(base), read(head)) == {"aws_eks_cluster.this": "update"}
    renamed = json.loads(json.dumps(base).replace('"name": "a"', '"name": "b"'))
    assert actions(read(base), read(renamed)) == {"aws_eks_cluster.this": "replace", "aws_eks_addon.this": "update"}


CHANGED: dict[str, tuple[Document, Document, str]] = {
    "a list has an order": (
        resource("aws_eks_node_group", instance_types=["a", "b"]),
        resource("aws_eks_node_group", instance_types=["b", "a"]),
        "replace",
    ),
    "what is read from elsewhere": (
        {"data": {"aws_vpc": {"this": {"id": "vpc-1"}}}} | resource("aws_subnet", vpc_id="${data.aws_vpc.this.id}"),
        {"data": {"aws_vpc": {"this": {"id": "vpc-2"}}}} | resource("aws_subnet", vpc_id="${data.aws_vpc.this.id}"),
        "replace",
    ),
    "a local inside another": (
        {"locals": {"a": {"x": 1}, "b": "${jsonencode(local.a)}"}}
        | resource("aws_launch_template", user_data="${base64encode(local.b)}"),
        {"locals": {"a": {"x": 2}, "b": "${jsonencode(local.a)}"}}
        | resource("aws_launch_template", user_data="${base64encode(local.b)}"),
        "update",
    ),
    "an argument inside a block that forces replacement": (
        resource("aws_flow_log", destination_options={"file_format": "parquet"}),
        resource("aws_flow_log", destination_options={"file_format": "plain-text"}),
        "replace",
    ),
}


@pytest.mark.parametrize("case", CHANGED)
def test_what_is_a_change(case: str) -> None:
    base, head, action = CHANGED[case]
    assert list(actions(read(base), read(head)).values()) == [action]


def test_tags_of_all_reach_what_has_none_of_its_own() -> None:
    kinds = {**resource("aws_iam_role", name="a")["resource"], **resource("aws_iam_role_policy", name="a")["resource"]}
    had, has = (
        {"provider": {"aws": {"default_tags": {"tags": {"owner": owner}}}}, "resource": kinds} for owner in ("a", "b")
    )
    assert actions(read(had), read(has)) == {"aws_iam_role.this": "update"}
    assert actions(read(had), read({"resource": kinds})) == {}


def test_a_tag_of_its_own_hides_that_of_all() -> None:
    body = resource("aws_iam_role", name="a", tags={"owner": "me"})
    had, has = ({"provider": {"aws": {"default_tags": {"tags": {"owner": owner}}}}} | body for owner in ("a", "b"))
    assert actions(read(had), read(has)) == {}


def test_a_file_that_overrides_adds_to_a_resource() -> None:
    base = resource("aws_sqs_queue", name="a")
    override = resource("aws_sqs_queue", message_retention_seconds=60)
    assert actions(read(base), read(base, override=override)) == {"aws_sqs_queue.this": "update"}


def test_every_type_that_is_rendered_is_known() -> None:
    platforms = [platform for platform in golden().values() if platform.terraform.extra is None]
    files = [("terraform", terraform.files(each)) for each in platforms]
    files += [("bootstrap", bootstrap.files(each)) for each in platforms]
    kinds = {address.partition(".")[0] for folder, made in files for address in root(made, folder).resources}
    assert kinds - known().keys() == set()
