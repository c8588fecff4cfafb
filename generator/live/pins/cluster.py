"""What EKS chose for a cluster that is there, and that can never be changed."""

from collections.abc import Iterator

from generator.live.pin import Pin
from generator.platform.types.platform import Platform
from lint.account.cluster import cluster
from lint.reader import Reader


def pins(platform: Platform, aws: Reader) -> Iterator[Pin]:
    """The service CIDR, where nobody said one."""
    there = cluster(platform, aws)
    network = (there or {}).get("kubernetesNetworkConfig") or {}
    chosen = network.get("serviceIpv4Cidr")
    if chosen and platform.cluster.service_cidr is None and platform.cluster.ip_family == "ipv4":
        yield Pin(("cluster", "serviceCidr"), chosen, None)
