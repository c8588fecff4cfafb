"""Buckets of ours: closed, encrypted, versioned, and emptied."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator.platform.types.platform import Platform
from generator.render.arn import partition
from generator.render.terraform.block import Block, Expression, depends_on, resource
from generator.render.terraform.policy import Statement, document

CLEAN_UP_DAYS = 7
"""After a file has expired, or an upload has stopped half way."""


def bucket_arn(platform: Platform, name: str) -> str:
    """The ARN of a bucket."""
    return f"arn:{partition(platform)}:s3:::{name}"


class Bucket(NamedTuple):
    """A bucket's name, the days that its files are kept, and where they move meanwhile; `key`: KMS', or S3's own."""

    label: str
    name: str
    days: int
    transitions: Sequence[dict[str, Any]] = ()
    key: Expression | str | None = None


def closed_bucket(platform: Platform, bucket: Bucket, *statements: Statement) -> Iterator[Block]:
    """A bucket, first, and all that closes it; `statements` say who may use it but IAM, and nobody may without TLS."""
    label = bucket.label
    made = resource("aws_s3_bucket", label, bucket=bucket.name)
    yield made
    owner = made.ref("id")
    closed = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
    yield resource("aws_s3_bucket_public_access_block", label, bucket=owner, **dict.fromkeys(closed, True))
    owned = {"object_ownership": "BucketOwnerEnforced"}
    yield resource("aws_s3_bucket_ownership_controls", label, bucket=owner, rule=owned)
    yield resource(
        "aws_s3_bucket_server_side_encryption_configuration", label, bucket=owner, rule=_encryption(bucket.key)
    )
    versioned = resource("aws_s3_bucket_versioning", label, bucket=owner, versioning_configuration=_ENABLED)
    yield versioned
    rule = _lifecycle(bucket.days, bucket.transitions)
    after = depends_on(versioned)
    yield resource("aws_s3_bucket_lifecycle_configuration", label, bucket=owner, rule=rule, depends_on=after)
    policy = document(*statements, _without_tls(bucket_arn(platform, bucket.name)))
    yield resource("aws_s3_bucket_policy", label, bucket=owner, policy=policy)


_ENABLED = {"status": "Enabled"}


def _encryption(key: Expression | str | None) -> dict[str, Any]:
    if key is None:
        return {"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}
    by = {"sse_algorithm": "aws:kms", "kms_master_key_id": key}
    return {"apply_server_side_encryption_by_default": by, "bucket_key_enabled": True}


def _lifecycle(days: int, transitions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": "expire",
        "status": "Enabled",
        "filter": {"prefix": ""},
        "expiration": {"days": days},
        "noncurrent_version_expiration": {"noncurrent_days": CLEAN_UP_DAYS},
        "abort_incomplete_multipart_upload": {"days_after_initiation": CLEAN_UP_DAYS},
    }
    return rule | ({"transition": list(transitions)} if transitions else {})


def _without_tls(home: str) -> Statement:
    plain = {"Bool": {"aws:SecureTransport": "false"}}
    body = {"Action": "s3:*", "Resource": [home, f"{home}/*"], "Condition": plain}
    return {"Sid": "NoPlainText", "Effect": "Deny", "Principal": "*", **body}
