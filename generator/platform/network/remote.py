"""Networks of hybrid nodes, wherever in cluster.remoteNetworks they are."""

from collections.abc import Iterator

from generator.platform.types.control_plane import RemoteNetworks
from generator.platform.types.platform import Platform


def remote_cidrs(platform: Platform) -> Iterator[tuple[RemoteNetworks, tuple[str, int], str]]:
    """Every CIDR of hybrid nodes and of their pods, with its place."""
    remote = platform.cluster.remote_networks
    if remote is not None:
        for kind in ("nodes", "pods"):
            yield from ((remote, (kind, index), cidr) for index, cidr in enumerate(getattr(remote, kind)))
