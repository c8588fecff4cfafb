"""Flux' kustomize-controller: its role, where it decrypts files with KMS keys."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.bridge import NAMESPACE
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import allow, document, inline, pod_identity, pod_trust, role

NAME = "kustomize-controller"


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role and the service account that has it, where there are keys.

    https://fluxcd.io/flux/guides/mozilla-sops/#aws
    """
    decryption = platform.gitops.decryption
    if decryption is None or not decryption.keys:
        return
    owner = role(platform, NAME, pod_trust(platform), "Flux decrypts files")
    yield owner
    yield inline(owner, document(allow(["kms:Decrypt", "kms:DescribeKey"], sorted(set(decryption.keys)))))
    yield pod_identity(NAME, cluster(platform), NAMESPACE, NAME, owner)
