"""Who reaches the Kubernetes API.

https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
"""

from collections.abc import Iterator

from generator.diff.reachability.way import EVERYWHERE, EVERYWHERE_6, Gate, Way
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.network.remote import remote_cidrs
from generator.platform.types.platform import Platform


def ways(platform: Platform) -> Iterator[Way]:
    """The public endpoint's networks; of the private one the VPC's and those that are let in."""
    endpoint = platform.cluster.endpoint
    if endpoint.public:
        gate = Gate("the Kubernetes API", "public endpoint", public=True)
        everybody = (EVERYWHERE, EVERYWHERE_6) if is_ipv6(platform) else (EVERYWHERE,)
        yield from (Way(gate, cidr) for cidr in endpoint.public_cidrs or everybody)
    if endpoint.private:
        gate = Gate("the Kubernetes API", "private endpoint")
        yield Way(gate, "the cluster's nodes and pods")
        hybrid = [cidr for _, _, cidr in remote_cidrs(platform)]
        yield from (Way(gate, cidr) for cidr in sorted({*endpoint.private_cidrs, *hybrid}))
