"""Flux' source-controller: its role, where it pulls charts from a private registry in ECR."""

from collections.abc import Iterator

from generator.platform.registries import ecr_region
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy
from generator.render.bridge import NAMESPACE
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import attachments, pod_identity, pod_trust, role


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role and the service account that has it, where the mirror is in ECR.

    https://fluxcd.io/flux/integrations/aws/#for-amazon-elastic-container-registry
    """
    mirror = platform.registry.mirror
    if mirror is None or ecr_region(mirror) is None:
        return
    owner = role(platform, "source-controller", pod_trust(platform), "Flux pulls charts")
    yield owner
    yield from attachments(owner, {"images": managed_policy(platform, "AmazonEC2ContainerRegistryPullOnly")})
    yield pod_identity("source-controller", cluster(platform), NAMESPACE, "source-controller", owner)
