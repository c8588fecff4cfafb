"""The role of the collector on nodes, which can write where its routes lead and do nothing else."""

from collections.abc import Iterator

from generator.platform.logs.collectors import collector_mechanism
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.pod_iam import irsa
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.log_writers import statements
from generator.render.terraform.policy import Statement, allow, document, inline, pod_identity, pod_trust, role

NAMESPACE = "logging"


def blocks(platform: Platform) -> Iterator[Block]:
    """The role and who has it; on Fargate it is the pods' own."""
    mechanism, name = collector_mechanism(platform), platform.logging.collector
    if mechanism is None:
        return
    by_token = irsa.token_statement(platform, [f"system:serviceaccount:{NAMESPACE}:{name}"])
    trust = document(by_token) if mechanism == "irsa" else pod_trust(platform)
    owner = role(platform, name, trust, "The log collector")
    yield owner
    yield inline(owner, document(*statements(platform), *_looked_up(platform)))
    if mechanism == "podIdentity":
        yield pod_identity(name, cluster(platform), NAMESPACE, name, owner)


def _looked_up(platform: Platform) -> Iterator[Statement]:
    """Fluentd's plugin looks whether a log group is there before it writes to it.

    https://github.com/fluent-plugins-nursery/fluent-plugin-cloudwatch-logs
    """
    if platform.logging.collector == "fluentd" and platform.logging.destinations.cloud_watch is not None:
        yield allow(["logs:DescribeLogGroups"], [arn(platform, "logs", "log-group:*")])
