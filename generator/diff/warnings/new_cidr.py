"""EKS learns of a VPC's new CIDR only after a while.

https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say what may not work before that."""
    new = [cidr for cidr in step.head.vpc.secondary_cidrs if cidr not in step.base.vpc.secondary_cidrs]
    if new:
        yield (
            f"vpc.secondaryCidrs gets {', '.join(new)}: EKS may take up to five hours to recognise it, and until then "
            "the API server may not reach what lies there (logs, exec, webhooks); put nodes or pods there later"
        )
