"""The KMS key of Kubernetes secrets: ours, or one that is given."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, Expression, Template
from generator.render.terraform.kms import alias, own_key


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
