"""The pods of a Fargate profile end with it.

https://docs.aws.amazon.com/eks/latest/APIReference/API_DeleteFargateProfile.html
"""

from collections.abc import Iterator

from generator.diff.change import Action
from generator.diff.transition import Transition

_TYPE = "aws_eks_fargate_profile."


def warn(step: Transition) -> Iterator[str]:
    """Say whose pods end, and how they move one by one."""
    gone = [name.removeprefix(_TYPE) for name in step.names(Action.DESTROY, Action.REPLACE) if name.startswith(_TYPE)]
    if gone:
        yield (
            f"nodes.fargate.profiles.{', '.join(sorted(gone))}: EKS deletes all pods of a profile that goes or is made "
            "anew, and those that match no other profile stay pending; add a second profile beside it, restart what "
            "runs there by `kubectl rollout restart`, and take the old one out in a later commit"
        )
