"""Flow logs: to CloudWatch, to a bucket of ours, to one that is there."""

import json
from typing import Any

from generator.render import terraform
from tests.platforms import base, golden
from tests.terraform_root import document

GOLDEN = golden()


def resources(platform: Any) -> Any:
    return document(terraform.files(platform))["resource"]


def policy(found: Any) -> dict[str, dict[str, Any]]:
    statements = json.loads(found["aws_s3_bucket_policy"]["flow-logs"]["policy"])["Statement"]
    return {statement["Sid"]: statement for statement in statements}


def test_a_bucket_of_ours_is_closed_encrypted_and_emptied() -> None:
    found = resources(GOLDEN["flow-logs-s3"])
    assert found["aws_s3_bucket"]["flow-logs"]["bucket"] == "demo-flow-logs-111122223333"
    closed = found["aws_s3_bucket_public_access_block"]["flow-logs"]
    assert [value for key, value in closed.items() if key != "bucket"] == [True] * 4
    assert found["aws_s3_bucket_lifecycle_configuration"]["flow-logs"]["rule"]["expiration"] == {"days": 365}
    assert found["aws_flow_log"]["this"]["traffic_type"] == "REJECT"
    assert "aws_s3_bucket_policy.flow-logs" in found["aws_flow_log"]["this"]["depends_on"]


def test_only_the_delivery_of_this_account_writes_and_only_logs() -> None:
    statements = policy(resources(GOLDEN["flow-logs-s3"]))
    allowed = {sid: each for sid, each in statements.items() if each["Effect"] == "Allow"}
    assert set(allowed) == {"AWSLogDeliveryWrite", "AWSLogDeliveryAclCheck"}
    for each in allowed.values():
        assert each["Principal"] == {"Service": "delivery.logs.amazonaws.com"}
        assert each["Condition"]["StringEquals"]["aws:SourceAccount"] == "111122223333"
        assert each["Condition"]["ArnLike"] == {"aws:SourceArn": "arn:aws:logs:eu-west-1:111122223333:*"}
    bucket = "arn:aws:s3:::demo-flow-logs-111122223333"
    assert allowed["AWSLogDeliveryWrite"]["Resource"] == f"{bucket}/AWSLogs/aws-account-id=111122223333/*"
    assert statements["NoPlainText"]["Effect"] == "Deny"


def test_the_policy_follows_prefix_and_partitions() -> None:
    files = {"prefix": "net/demo", "hivePartitions": False}
    found = resources(base({"region": "us-gov-west-1", "vpc": {"flowLogs": {"destination": "s3", "s3": files}}}))
    bucket = "arn:aws-us-gov:s3:::demo-flow-logs-111122223333"
    assert policy(found)["AWSLogDeliveryWrite"]["Resource"] == f"{bucket}/net/demo/AWSLogs/111122223333/*"
    assert found["aws_flow_log"]["this"]["log_destination"] == f"{bucket}/net/demo/"


def test_the_name_of_the_bucket_fits() -> None:
    found = resources(base({"name": "n" * 39, "vpc": {"flowLogs": {"destination": "s3"}}}))
    assert len(found["aws_s3_bucket"]["flow-logs"]["bucket"]) <= 63


def test_a_bucket_that_is_there_is_left_alone() -> None:
    found = resources(GOLDEN["flow-logs-existing-bucket"])
    assert not [kind for kind in found if kind.startswith("aws_s3")]
    log = found["aws_flow_log"]["this"]
    assert log["log_destination"] == "arn:aws:s3:::acme-flow-logs/platforms/demo/"
    assert "depends_on" not in log
    assert log["destination_options"] == {
        "file_format": "plain-text",
        "hive_compatible_partitions": False,
        "per_hour_partition": False,
    }


def test_cloud_watch_keeps_them_as_long_as_is_said() -> None:
    days = [
        resources(base({"vpc": {"flowLogs": logs}}))["aws_cloudwatch_log_group"]["flow-logs"]["retention_in_days"]
        for logs in ({}, {"retentionDays": 7})
    ]
    assert days == [90, 7]


def test_an_adopted_vpc_has_flow_logs_of_ours_only_when_asked_for() -> None:
    assert "aws_flow_log" not in resources(GOLDEN["existing-vpc"])
