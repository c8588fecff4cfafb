"""How pods get their addresses is decided when a node starts.

https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html,
https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network-tutorial.html
"""

from collections.abc import Iterator

from generator.diff.change import Action
from generator.diff.transition import Transition

_KINDS = ("aws_eks_node_group.", "aws_launch_template.", "aws_autoscaling_group.")


def warn(step: Transition) -> Iterator[str]:
    """Say which nodes stay as they are, until they are made anew."""
    old, new = (
        {"mode": each.cni.mode, "podSubnets": each.cni.pod_subnets, "podSecurityGroups": each.cni.pod_security_groups}
        for each in (step.base, step.head)
    )
    changed = [f"cni.{key}" for key in old if old[key] != new[key]]
    touched = {
        name.partition(".")[2]
        for name in step.names(Action.UPDATE, Action.REPLACE, Action.CREATE)
        if name.startswith(_KINDS)
    }
    kept = [f"nodes.groups.{name}" for name in sorted(step.base.nodes.groups.keys() & step.head.nodes.groups.keys())]
    kept = [name for name in kept if name.rpartition(".")[2] not in touched]
    if changed and kept:
        yield (
            f"{', '.join(changed)} {'changes' if len(changed) == 1 else 'change'}, and nodes that run keep what they "
            f"have: {', '.join(kept)}; add groups of other names beside them, drain the old ones, and "
            "take these out in a later commit"
        )
