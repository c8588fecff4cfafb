"""The role of the collector on nodes, which can write where its routes lead and do nothing else."""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.log_routes import collected
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.log_writers import statements
from generator.render.terraform.policy import document, inline, pod_identity, pod_trust, role


def blocks(platform: Platform) -> Iterator[Block]:
    """The role and who has it; on Fargate it is the pods' own."""
    if not fleets(platform) or not collected(platform):
        return
    owner = role(platform, "fluent-bit", pod_trust(platform), "The log collector")
    yield owner
    yield inline(owner, document(*statements(platform)))
    yield pod_identity("fluent-bit", cluster(platform), "logging", "fluent-bit", owner)
