"""The key that Kubernetes secrets are encrypted with."""

from collections.abc import Iterator

from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.world import World


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `cluster.secretsEncryption`."""
    if world.cluster is None:
        return
    (body,) = world.declared.of("aws_eks_cluster").values()
    declared = body.get("encryption_config", {}).get("provider", {}).get("key_arn")
    keys = [each["provider"]["keyArn"] for each in world.cluster.get("encryptionConfig", [])]
    actual = world.key(declared, keys[0]) if keys else False
    yield from differ(("cluster", "secretsEncryption"), world.platform.cluster.secrets_encryption, actual)
