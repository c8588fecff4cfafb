"""Where container logs go, and who may write them."""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.types.platform import Platform
from generator.render.arn import arn, container_log_group
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import document, inline, log_writer, pod_identity, pod_trust, role


def blocks(platform: Platform) -> Iterator[Block]:
    """The log group, and the role of the collector on nodes, which can write to it and to nothing else."""
    name = container_log_group(platform)
    days = platform.logging.destinations.cloud_watch.retention_days
    yield resource("aws_cloudwatch_log_group", "containers", name=name, retention_in_days=days)
    if not fleets(platform):
        return
    owner = role(platform, "fluent-bit", pod_trust(platform), "The log collector")
    yield owner
    group = arn(platform, "logs", f"log-group:{name}")
    yield inline(owner, document(log_writer(group)))
    yield pod_identity("fluent-bit", cluster(platform), "logging", "fluent-bit", owner)
