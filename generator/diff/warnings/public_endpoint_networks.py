"""Who is no longer among the networks of the public endpoint is locked out of the Kubernetes API.

https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
"""

from collections.abc import Iterator
from ipaddress import ip_network

from generator.diff.transition import Transition
from generator.platform.types.cluster import Endpoint

_EVERYBODY = ("0.0.0.0/0", "::/0")


def warn(step: Transition) -> Iterator[str]:
    """Say which networks cannot reach it any more."""
    old, new = step.base.cluster.endpoint, step.head.cluster.endpoint
    if not (old.public and new.public):
        return
    lost = [cidr for cidr in _networks(old) if not _covered(cidr, _networks(new))]
    if lost:
        yield (
            f"the public endpoint no longer answers {', '.join(lost)}: kubectl and Terraform's bootstrap root do not "
            "reach the cluster from there; be sure that you, and what applies this, come from elsewhere"
        )


def _networks(endpoint: Endpoint) -> tuple[str, ...]:
    return endpoint.public_cidrs or _EVERYBODY


def _covered(cidr: str, networks: tuple[str, ...]) -> bool:
    mine = ip_network(cidr)
    return any(mine.version == other.version and mine.subnet_of(other) for other in map(ip_network, networks))  # type: ignore[arg-type]
