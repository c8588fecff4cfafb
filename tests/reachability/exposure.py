"""What more than the VPC may reach."""

from collections.abc import Iterator

from tests.reachability.root import Network, is_within
from tests.reachability.world import World


def open_to_others(world: World, let_in: list[Network]) -> Iterator[str]:
    """Ways in from addresses that are neither the VPC's nor of networks that are let in."""
    known = [*world.networks, *let_in]
    for name, group in world.groups.items():
        for rule in group.ingress:
            if not isinstance(rule.peer, str) and not any(is_within(rule.peer, network) for network in known):
                yield f"{name} is open to {rule.peer}"
    for cluster in world.clusters:
        yield from (f"the API is open to {network}" for network in cluster.public_networks)
