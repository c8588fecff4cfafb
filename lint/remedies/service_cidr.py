"""A service CIDR that nothing else has, of the two that EKS itself chooses of."""

from generator.platform.network.addresses import network, vpc_networks
from generator.platform.network.remote import remote_cidrs
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix

CHOICES = ("172.20.0.0/16", "10.100.0.0/16")
"""https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html"""


def free_service_cidr(platform: Platform) -> Fix | None:
    """Sets the first of them that overlaps neither the VPC nor what is connected; None where both do."""
    given = [*platform.vpc.connected_cidrs.values(), *(cidr for _, _, cidr in remote_cidrs(platform))]
    taken = [*vpc_networks(platform), *map(network, given)]
    free = (each for each in CHOICES if not any(network(each).overlaps(other) for other in taken))
    choice = next(free, None)
    return None if choice is None else Fix(choice, field="service_cidr", node=platform.cluster)
