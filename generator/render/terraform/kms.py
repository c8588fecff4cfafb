"""KMS keys of ours."""

from generator.platform.types.platform import Platform
from generator.render.arn import partition
from generator.render.terraform.block import Block, resource
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
