"""The control plane's logs."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.arn import arn, partition
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster.keys import alias, own_key
from generator.render.terraform.policy import Statement


def blocks(platform: Platform) -> Iterator[Block]:
    """The log group, and its key where that is ours."""
    if platform.cluster.logs.encryption is True:
        key = _key(platform)
        yield from (key, alias(platform, key))
    yield log_group(platform)


def log_group(platform: Platform) -> Block:
    """Made before the cluster, which else makes one that is kept for ever."""
    logs = platform.cluster.logs
    return resource(
        "aws_cloudwatch_log_group",
        "cluster",
        name=_name(platform),
        retention_in_days=logs.retention_days,
        log_group_class=None if logs.class_ == "STANDARD" else logs.class_,
        kms_key_id=_key(platform).ref("arn") if logs.encryption is True else logs.encryption or None,
    )


def _name(platform: Platform) -> str:
    return f"/aws/eks/{platform.name}/cluster"


def _key(platform: Platform) -> Block:
    return own_key(platform, "cluster-logs", f"Control plane logs of {platform.name}", _writer(platform))


def _writer(platform: Platform) -> Statement:
    """CloudWatch Logs, for this log group alone.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    """
    suffix = ".cn" if partition(platform) == "aws-cn" else ""
    group = arn(platform, "logs", f"log-group:{_name(platform)}")
    return {
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{platform.region}.amazonaws.com{suffix}"},
        "Action": ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        "Resource": "*",
        "Condition": {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": group}},
    }
