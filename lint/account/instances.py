"""The instances that run in an account."""

from typing import Any

from generator.platform.types.platform import Platform
from lint.reader import Reader

_STATES = [{"Name": "instance-state-name", "Values": ["pending", "running"]}]


def running(aws: Reader) -> list[dict[str, Any]]:
    """All instances of the region that run, or start."""
    answer = aws.read("ec2", "describe_instances", Filters=_STATES)
    return [instance for reservation in answer["Reservations"] for instance in reservation["Instances"]]


def is_own(platform: Platform, instance: dict[str, Any]) -> bool:
    """Whether an instance is a node of the cluster, whoever made it.

    https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html
    """
    said = {tag["Key"]: tag["Value"] for tag in instance.get("Tags") or []}
    by_key = f"kubernetes.io/cluster/{platform.name}" in said
    return by_key or platform.name in {said.get("eks:cluster-name"), said.get("eks:eks-cluster-name")}
