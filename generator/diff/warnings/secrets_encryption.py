"""The encryption of Kubernetes Secrets is never taken back, nor is its key another one.

https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say what cannot be undone, and what is another cluster."""
    old, new = step.base.cluster.secrets_encryption, step.head.cluster.secrets_encryption
    if old == new:
        return
    if old is False:
        yield (
            "cluster.secretsEncryption is turned on: it can never be turned off again, and a cluster whose key is lost "
            "cannot be recovered; be sure of the key before this is applied"
        )
        return
    what = "is turned off" if new is False else "names another key"
    yield (
        f"cluster.secretsEncryption {what}: EKS cannot do that to a cluster that is there, so it is destroyed and "
        "another one made; keep the key as it is, or build a second cluster beside it and move what runs"
    )
