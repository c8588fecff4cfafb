"""Terraform applies the roads of logs to a stand-in for AWS, which is then asked what it was told.

But for the domain: its provider waits ten minutes for one, so tests/test_terraform.py applies it with a mock.
"""

import json
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from generator.render import terraform
from tests.platforms import golden
from tests.terraform_root import document, prepare
from tests.tools import run

pytest.importorskip("flask", reason="moto's server needs flask and flask-cors")

from tests.aws.server import Aws, standing_in

DOMAIN = "aws_opensearch_domain.logs"
ENDPOINT = "vpc-demo-logs.eu-west-1.es.amazonaws.com"
KNOWN = {"endpoint": ENDPOINT, "arn": "arn:aws:es:eu-west-1:111122223333:domain/demo-logs"}


def without_domain(folder: Path) -> list[str]:
    """Take the domain out of a root, and what it says of itself with it; the addresses of all else for logs."""
    for file in folder.glob("*.tf.json"):
        text = file.read_text()
        for attribute, value in KNOWN.items():
            text = text.replace(f"${{{DOMAIN}.{attribute}}}", value)
        file.write_text(text)
    file = folder / "logging.tf.json"
    root = json.loads(file.read_text())
    del root["resource"]["aws_opensearch_domain"]
    file.write_text(json.dumps(root))
    (folder / "test_override.tf.json").write_text(json.dumps(_without_domain(folder)))
    return [f"{kind}.{name}" for kind, blocks in root["resource"].items() for name in blocks]


def _without_domain(folder: Path) -> dict[str, Any]:
    override: dict[str, Any] = json.loads((folder / "test_override.tf.json").read_text())
    override["resource"].pop("aws_opensearch_domain", None)
    return override


def apply(folder: Path, aws: Aws, targets: list[str]) -> None:
    # Functions answer without a container of Docker.
    stand_in = HTTPConnection(aws.environment["AWS_ENDPOINT_URL"].removeprefix("http://"), timeout=10)
    stand_in.request("POST", "/moto-api/config", json.dumps({"lambda": {"use_docker": False}}))
    assert stand_in.getresponse().status == 201
    command = ["terraform", "apply", "-auto-approve", "-input=false", "-no-color"]
    done = run([*command, *(f"-target={target}" for target in targets)], folder, **aws.environment)
    assert done.returncode == 0, done.stderr


def test_logs_go_from_their_groups_to_the_function(tmp_path: Path) -> None:
    platform = golden()["logging-subscription"]
    prepare(platform, tmp_path, {})
    targets = without_domain(tmp_path)
    root = document(terraform.files(platform))["resource"]
    with standing_in(platform.account, platform.region, tmp_path) as aws:
        apply(tmp_path, aws, targets)
        _functions_are_as_asked_for(aws, root)
        _groups_lead_to_the_function(aws)
        _dead_letters_are_shut_away(aws)


def test_the_control_planes_logs_go_to_the_archive(tmp_path: Path) -> None:
    """But for the stream to the domain, which the stand-in does not know."""
    platform = golden()["logging-firehose"]
    prepare(platform, tmp_path, {})
    search = "aws_kinesis_firehose_delivery_stream.containers-open-search"
    targets = [target for target in without_domain(tmp_path) if target != search]
    with standing_in(platform.account, platform.region, tmp_path) as aws:
        apply(tmp_path, aws, targets)
        (filter_,) = aws.client("logs").describe_subscription_filters(logGroupName="/aws/eks/demo/cluster")[
            "subscriptionFilters"
        ]
        name = "demo-control-plane-archive"
        stream = aws.client("firehose").describe_delivery_stream(DeliveryStreamName=name)["DeliveryStreamDescription"]
        assert filter_["destinationArn"] == stream["DeliveryStreamARN"]
        rule = aws.client("s3").get_bucket_lifecycle_configuration(Bucket="demo-archive-111122223333")["Rules"][0]
        moves = {move["StorageClass"]: move["Days"] for move in rule["Transitions"]}
        assert (moves, rule["Expiration"]["Days"]) == ({"GLACIER_IR": 30, "DEEP_ARCHIVE": 180}, 2555)


def _functions_are_as_asked_for(aws: Aws, root: dict[str, Any]) -> None:
    for function in ("log-forwarder", "log-domain"):
        made = aws.client("lambda").get_function(FunctionName=f"demo-{function}")["Configuration"]
        assert made["CodeSha256"] == root["aws_lambda_function"][function]["source_code_hash"]
        assert made["Environment"]["Variables"]["DOMAIN"] == f"https://{ENDPOINT}"
        assert len(made["VpcConfig"]["SubnetIds"]) == 3


def _groups_lead_to_the_function(aws: Aws) -> None:
    logs = aws.client("logs")
    arn = aws.client("lambda").get_function(FunctionName="demo-log-forwarder")["Configuration"]["FunctionArn"]
    for group, days in (("/aws/eks/demo/containers", 90), ("/aws/eks/demo/cluster", 90)):
        (filter_,) = logs.describe_subscription_filters(logGroupName=group)["subscriptionFilters"]
        assert (filter_["destinationArn"], filter_["filterPattern"]) == (arn, "")
        found = {each["logGroupName"]: each for each in logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]}
        assert found[group]["retentionInDays"] == days
    without = logs.describe_subscription_filters(logGroupName="/aws/eks/demo/containers/kube-system")
    assert without["subscriptionFilters"] == []


def _dead_letters_are_shut_away(aws: Aws) -> None:
    s3, name = aws.client("s3"), "demo-dead-logs-111122223333"
    assert all(s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"].values())
    assert json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])["Statement"][0]["Effect"] == "Deny"
    assert s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"][0]["Expiration"]["Days"] == 30
