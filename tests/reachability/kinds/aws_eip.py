"""A public address, which a NAT gateway has."""

from tests.reachability.root import Resource
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {"domain"}


def read(address: Resource, root: Root, world: World) -> None:
    """What has the address says so itself."""
