"""What the control plane calls goes through the VPC for good.

https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition

_ROUTED = "CUSTOMER_ROUTED"


def warn(step: Transition) -> Iterator[str]:
    """Say that there is no way back, or that it is another cluster."""
    old, new = (each.cluster.egress_mode == _ROUTED for each in (step.base, step.head))
    if new and not old:
        yield (
            "cluster.egressMode becomes CUSTOMER_ROUTED: it can never be taken back; webhooks and OIDC issuers must be "
            "reached through the VPC's routes before this is applied"
        )
    if old and not new:
        yield "cluster.egressMode can never be taken back: AWS refuses; keep CUSTOMER_ROUTED"
