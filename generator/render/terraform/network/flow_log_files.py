"""Flow logs as files in S3: in a bucket of ours, or in one that is there.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
"""

from collections.abc import Iterator
from typing import Any

from generator.platform.types.platform import Platform
from generator.platform.types.vpc import FlowLogFiles
from generator.render.arn import arn, partition
from generator.render.terraform.block import Block, depends_on, resource
from generator.render.terraform.policy import Statement, document

DELIVERY = {"Service": "delivery.logs.amazonaws.com"}
CLEAN_UP_DAYS = 7
"""After a file has expired, or an upload has stopped half way."""


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
    """Our bucket, where none is named: closed, encrypted, and emptied after so many days."""
    if _files(platform).bucket is not None:
        return
    # A bucket's name is the whole world's: the account makes it ours.
    made = resource("aws_s3_bucket", "flow-logs", bucket=_bucket_name(platform))
    yield made
    name = made.ref("id")
    closed = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
    yield resource("aws_s3_bucket_public_access_block", "flow-logs", bucket=name, **dict.fromkeys(closed, True))
    owned = {"object_ownership": "BucketOwnerEnforced"}
    yield resource("aws_s3_bucket_ownership_controls", "flow-logs", bucket=name, rule=owned)
    encrypted = {"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}
    yield resource("aws_s3_bucket_server_side_encryption_configuration", "flow-logs", bucket=name, rule=encrypted)
    versioned = resource(
        "aws_s3_bucket_versioning", "flow-logs", bucket=name, versioning_configuration={"status": "Enabled"}
    )
    yield versioned
    yield _lifecycle(made, versioned, days)
    yield resource("aws_s3_bucket_policy", "flow-logs", bucket=name, policy=document(*_statements(platform)))


def _lifecycle(made: Block, versioned: Block, days: int) -> Block:
    return resource(
        "aws_s3_bucket_lifecycle_configuration",
        "flow-logs",
        bucket=made.ref("id"),
        rule={
            "id": "expire",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "expiration": {"days": days},
            "noncurrent_version_expiration": {"noncurrent_days": CLEAN_UP_DAYS},
            "abort_incomplete_multipart_upload": {"days_after_initiation": CLEAN_UP_DAYS},
        },
        depends_on=depends_on(versioned),
    )


def _statements(platform: Platform) -> Iterator[Statement]:
    """Who may write: the delivery of this account's logs of this region; and nobody without TLS."""
    home, files = _bucket_arn(platform), _files(platform)
    folder = "/".join(filter(None, (home, files.prefix, "AWSLogs")))
    account = f"aws-account-id={platform.account}" if files.hive_partitions else platform.account
    ours = {"aws:SourceAccount": platform.account}
    source = {"aws:SourceArn": arn(platform, "logs", "*")}
    write = {"StringEquals": ours | {"s3:x-amz-acl": "bucket-owner-full-control"}, "ArnLike": source}
    look = {"StringEquals": ours, "ArnLike": source}
    plain = {"Bool": {"aws:SecureTransport": "false"}}
    yield _statement("AWSLogDeliveryWrite", DELIVERY, "s3:PutObject", f"{folder}/{account}/*", write)
    yield _statement("AWSLogDeliveryAclCheck", DELIVERY, ["s3:GetBucketAcl", "s3:ListBucket"], home, look)
    yield _statement("NoPlainText", "*", "s3:*", [home, f"{home}/*"], plain) | {"Effect": "Deny"}


def _statement(sid: str, who: object, what: object, where: object, condition: object) -> Statement:
    allowed = {"Sid": sid, "Effect": "Allow", "Principal": who, "Action": what}
    return allowed | {"Resource": where, "Condition": condition}


def _files(platform: Platform) -> FlowLogFiles:
    return platform.vpc.flow_logs.s3 or FlowLogFiles()


def _bucket_name(platform: Platform) -> str:
    return _files(platform).bucket or f"{platform.name}-flow-logs-{platform.account}"


def _bucket_arn(platform: Platform) -> str:
    return f"arn:{partition(platform)}:s3:::{_bucket_name(platform)}"
