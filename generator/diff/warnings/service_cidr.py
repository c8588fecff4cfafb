"""The addresses of Services are fixed when a cluster is made.

https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say that another range is another cluster."""
    old, new = (each.cluster.service_cidr or "the default" for each in (step.base, step.head))
    if old != new:
        yield (
            f"cluster.serviceCidr changes from {old} to {new}: the cluster is destroyed and another one made; "
            "build a second cluster with the new range beside it, move what runs, and remove the old one"
        )
