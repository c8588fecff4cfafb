"""Log groups of CloudWatch, and keys that they may be encrypted with."""

from typing import Any

from generator.platform.types.platform import Platform
from generator.render.arn import arn, partition
from generator.render.terraform.block import Block, Expression, resource
from generator.render.terraform.kms import own_key
from generator.render.terraform.policy import Statement


def log_group(label: str, name: str, days: int, key: Expression | str | None, class_: str = "STANDARD") -> Block:
    """A log group; it is encrypted with `key`, else with one of CloudWatch."""
    return resource(
        "aws_cloudwatch_log_group",
        label,
        name=name,
        retention_in_days=days,
        log_group_class=None if class_ == "STANDARD" else class_,
        kms_key_id=key,
    )


def subscription(platform: Platform, group: Block, purpose: str, **more: Any) -> Block:
    """Everything that a log group is given, sent on."""
    return resource(
        "aws_cloudwatch_log_subscription_filter",
        f"{group.labels[1]}-{purpose}",
        name=f"{platform.name}-{purpose}",
        log_group_name=group.ref("name"),
        filter_pattern="",
        **more,
    )


def log_key(platform: Platform, label: str, description: str, *groups: str) -> Block:
    """A key of ours that CloudWatch Logs may use for these log groups alone; a name may end in `*`."""
    return own_key(platform, label, description, _writer(platform, list(groups)))


def key_argument(encryption: bool | str, own: Block) -> Expression | str | None:
    """The ARN of our key, of the one that is given, or none."""
    return own.ref("arn") if encryption is True else encryption or None


def _writer(platform: Platform, groups: list[str]) -> Statement:
    """CloudWatch Logs, for log groups of ours.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    """
    suffix = ".cn" if partition(platform) == "aws-cn" else ""
    arns = [arn(platform, "logs", f"log-group:{group}") for group in groups]
    context: dict[str, Any] = {"kms:EncryptionContext:aws:logs:arn": arns[0] if len(arns) == 1 else arns}
    return {
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{platform.region}.amazonaws.com{suffix}"},
        "Action": ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        "Resource": "*",
        "Condition": {"ArnLike" if "*" in "".join(groups) else "ArnEquals": context},
    }
