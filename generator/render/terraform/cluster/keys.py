"""KMS keys of ours, and those that are given."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.arn import partition
from generator.render.terraform.block import Block, Expression, Template, resource
from generator.render.terraform.policy import Statement, document


def own_key(platform: Platform, name: str, description: str, *users: Statement, protect: bool = False) -> Block:
    """A key of this account, which its IAM policies rule, and which `users` may use besides."""
    root = {"AWS": f"arn:{partition(platform)}:iam::{platform.account}:root"}
    statement = {"Effect": "Allow", "Principal": root, "Action": "kms:*", "Resource": "*"}
    return resource(
        "aws_kms_key",
        name,
        description=description,
        enable_key_rotation=True,
        deletion_window_in_days=30,
        policy=document(statement, *users),
        lifecycle={"prevent_destroy": True} if protect else None,
    )


def alias(platform: Platform, key: Block) -> Block:
    """The name that the console shows of a key."""
    name = key.labels[1]
    return resource("aws_kms_alias", name, name=f"alias/{platform.name}-{name}", target_key_id=key.ref("key_id"))


def secrets_key(platform: Platform) -> Iterator[Block]:
    """The key of Kubernetes secrets, where it is ours."""
    if platform.cluster.secrets_encryption is True:
        key = _secrets_key(platform)
        yield from (key, alias(platform, key))


def secrets_key_arn(platform: Platform) -> Expression | Template | str | None:
    """The ARN of the key of Kubernetes secrets; None where EKS has its own."""
    encryption = platform.cluster.secrets_encryption
    return _secrets_key(platform).ref("arn") if encryption is True else encryption or None


def _secrets_key(platform: Platform) -> Block:
    # EKS cannot be given another key: with this one gone, so are all secrets.
    protect = platform.cluster.deletion_protection
    return own_key(platform, "cluster", f"Kubernetes secrets of {platform.name}", protect=protect)
