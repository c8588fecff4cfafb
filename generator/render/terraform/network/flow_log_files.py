"""Flow logs as files in S3: in a bucket of ours, or in one that is there.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
"""

from collections.abc import Iterator
from typing import Any

from generator.platform.types.platform import Platform
from generator.platform.types.vpc import FlowLogFiles
from generator.render.arn import arn
from generator.render.terraform.block import Block, depends_on
from generator.render.terraform.bucket import Bucket, bucket_arn, closed_bucket
from generator.render.terraform.policy import Statement

DELIVERY = {"Service": "delivery.logs.amazonaws.com"}


def arguments(platform: Platform, days: int) -> dict[str, Any]:
    """What a flow log that writes files is given."""
    files = _files(platform)
    return {
        "log_destination": f"{_bucket_arn(platform)}/{files.prefix}/" if files.prefix else _bucket_arn(platform),
        "log_destination_type": "s3",
        "destination_options": {
            "file_format": files.format,
            "hive_compatible_partitions": files.hive_partitions,
            "per_hour_partition": files.hourly_partitions,
        },
        "depends_on": depends_on(*bucket(platform, days)) or None,
    }


def bucket(platform: Platform, days: int) -> Iterator[Block]:
    """Our bucket, where none is named."""
    if _files(platform).bucket is None:
        yield from closed_bucket(platform, Bucket("flow-logs", _bucket_name(platform), days), *_statements(platform))


def _statements(platform: Platform) -> Iterator[Statement]:
    """Who may write: the delivery of this account's logs of this region."""
    home, files = _bucket_arn(platform), _files(platform)
    folder = "/".join(filter(None, (home, files.prefix, "AWSLogs")))
    account = f"aws-account-id={platform.account}" if files.hive_partitions else platform.account
    ours = {"aws:SourceAccount": platform.account}
    source = {"aws:SourceArn": arn(platform, "logs", "*")}
    write = {"StringEquals": ours | {"s3:x-amz-acl": "bucket-owner-full-control"}, "ArnLike": source}
    look = {"StringEquals": ours, "ArnLike": source}
    yield _statement("AWSLogDeliveryWrite", DELIVERY, "s3:PutObject", f"{folder}/{account}/*", write)
    yield _statement("AWSLogDeliveryAclCheck", DELIVERY, ["s3:GetBucketAcl", "s3:ListBucket"], home, look)


def _statement(sid: str, who: object, what: object, where: object, condition: object) -> Statement:
    allowed = {"Sid": sid, "Effect": "Allow", "Principal": who, "Action": what}
    return allowed | {"Resource": where, "Condition": condition}


def _files(platform: Platform) -> FlowLogFiles:
    return platform.vpc.flow_logs.s3 or FlowLogFiles()


def _bucket_name(platform: Platform) -> str:
    # A bucket's name is the whole world's: the account makes it ours.
    return _files(platform).bucket or f"{platform.name}-flow-logs-{platform.account}"


def _bucket_arn(platform: Platform) -> str:
    return bucket_arn(platform, _bucket_name(platform))
