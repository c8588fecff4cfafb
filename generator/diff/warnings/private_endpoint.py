"""Who closes the public endpoint from outside locks themselves out.

https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say who can reach the Kubernetes API afterwards."""
    if step.base.cluster.endpoint.public and not step.head.cluster.endpoint.public:
        yield (
            "the Kubernetes API is made private: kubectl, and Terraform's bootstrap root, reach it from the VPC alone; "
            "have a way in (VPN, peering, a runner in the VPC) before this is applied"
        )
