"""Karpenter: its role, and the queue by which it hears that an instance is about to go."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.karpenter import NAMESPACE, SERVICE_ACCOUNT, queue_name
from generator.render.terraform.block import Block, json_text, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.karpenter_policy import statements
from generator.render.terraform.policy import Statement, document, inline, pod_identity, pod_trust, role

EVENTS = {
    "reservation": ("aws.ec2", "EC2 Capacity Reservation Instance Interruption Warning"),
    "health": ("aws.health", "AWS Health Event"),
    "rebalance": ("aws.ec2", "EC2 Instance Rebalance Recommendation"),
    "spot": ("aws.ec2", "EC2 Spot Instance Interruption Warning"),
    "state": ("aws.ec2", "EC2 Instance State-change Notification"),
}
"""What it listens to. https://karpenter.sh/docs/concepts/disruption/#interruption"""

RETENTION = 300
"""Seconds; what is older is of no use any more."""


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role and the service account that has it, the queue, and a rule for each kind of event."""
    if platform.nodes.karpenter is None:
        return
    owner = role(platform, "karpenter", pod_trust(platform), "Karpenter")
    yield owner
    yield inline(owner, document(*statements(platform)))
    yield pod_identity("karpenter", cluster(platform), NAMESPACE, SERVICE_ACCOUNT, owner)
    yield from _queue(platform)
    for name, (source, kind) in EVENTS.items():
        yield from _rule(platform, name, source, kind)


def _queue(platform: Platform) -> Iterator[Block]:
    queue = queue_block(platform)
    yield queue
    yield resource(
        "aws_sqs_queue_policy",
        "karpenter",
        queue_url=queue.ref("url"),
        policy=json_text({"Version": "2012-10-17", "Statement": list(_senders(platform))}),
    )


def queue_block(platform: Platform) -> Block:
    """The queue, encrypted with SQS' own key: a KMS key of AWS would keep EventBridge out."""
    return resource(
        "aws_sqs_queue",
        "karpenter",
        name=queue_name(platform),
        message_retention_seconds=RETENTION,
        sqs_managed_sse_enabled=True,
    )


def _senders(platform: Platform) -> Iterator[Statement]:
    """EventBridge may send, for these rules alone; nobody may do anything without TLS."""
    queue = arn(platform, "sqs", queue_name(platform))
    rules = arn(platform, "events", f"rule/{_rule_name(platform, '*')}")
    yield {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": queue,
        "Condition": {"ArnLike": {"aws:SourceArn": rules}},
    }
    yield {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sqs:*",
        "Resource": queue,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def _rule(platform: Platform, name: str, source: str, kind: str) -> Iterator[Block]:
    rule = resource(
        "aws_cloudwatch_event_rule",
        f"karpenter-{name}",
        name=_rule_name(platform, name),
        description=f"Tells Karpenter: {kind}",
        event_pattern=json_text({"source": [source], "detail-type": [kind]}),
    )
    yield rule
    yield resource(
        "aws_cloudwatch_event_target",
        f"karpenter-{name}",
        rule=rule.ref("name"),
        target_id="karpenter",
        arn=queue_block(platform).ref("arn"),
    )


def _rule_name(platform: Platform, name: str) -> str:
    return f"{platform.name}-karpenter-{name}"
