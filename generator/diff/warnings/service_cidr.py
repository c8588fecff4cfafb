"""The addresses of Services are fixed when a cluster is made.

https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.network.addresses import service_network


def warn(step: Transition) -> Iterator[str]:
    """Say that another range is another cluster; where nobody says one, a CIDR more of the VPC can choose another."""
    old, new = service_network(step.base), service_network(step.head)
    if old is None or new is None or old == new:
        return
    what = "cluster.serviceCidr" if step.head.cluster.service_cidr else "the range of Services, chosen by vpc's CIDRs,"
    yield (
        f"{what} changes from {old} to {new}: the cluster is destroyed and another one made; say "
        f"`cluster: {{serviceCidr: {old}}}` to keep it, or build a second cluster beside it and move what runs"
    )
