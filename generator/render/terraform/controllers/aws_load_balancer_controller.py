"""The AWS Load Balancer Controller: its role, with the policy that its release publishes."""

import json
from collections.abc import Iterator
from pathlib import Path

from generator.platform.services.load_balancers import needs_controller
from generator.platform.types.platform import Platform
from generator.render.arn import partition
from generator.render.terraform.block import Block, json_text
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import inline, pod_identity, pod_trust, role

POLICY = Path(__file__).parent.parent / "data" / "aws_load_balancer_controller_policy.json"


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role and the service account that has it, where something needs the controller."""
    if not needs_controller(platform):
        return
    text = POLICY.read_text()
    owner = role(platform, "load-balancer-controller", pod_trust(platform), "The AWS Load Balancer Controller")
    yield owner
    yield inline(owner, json_text(json.loads(text.replace("arn:aws:", f"arn:{partition(platform)}:"))))
    yield pod_identity(
        "load-balancer-controller", cluster(platform), "kube-system", "aws-load-balancer-controller", owner
    )
