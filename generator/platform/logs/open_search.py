"""The OpenSearch domain: what it is called, where it lies, what its indexes are."""

from generator.platform.network.addresses import Subnet, tier_subnets
from generator.platform.types.open_search import Domain, OpenSearch
from generator.platform.types.platform import Platform

MOST_ZONES = 3
NAME_LENGTH = 28
"""https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html"""


def open_search(platform: Platform) -> OpenSearch | None:
    """The destination, where there is one."""
    return platform.logging.destinations.open_search


def domain_name(platform: Platform, domain: Domain) -> str:
    """The name that AWS has of the domain."""
    return domain.name or f"{platform.name}-logs"


def domain_zones(platform: Platform, domain: Domain) -> int:
    """In how many zones its data nodes lie."""
    return domain.zones or min(MOST_ZONES, len(platform.vpc.zones), domain.instances)


def domain_subnets(platform: Platform, domain: Domain) -> list[Subnet]:
    """The subnets that it lies in: of its tier, in the first zones of vpc.zones."""
    zones = platform.vpc.zones[: domain_zones(platform, domain)]
    return [subnet for subnet in tier_subnets(platform, domain.subnets) if subnet.zone in zones]


def replicas(found: OpenSearch) -> int:
    """Copies of each shard."""
    return min(1, found.domain.instances - 1) if found.replicas is None else found.replicas


def needed_gigabytes(found: OpenSearch) -> float | None:
    """What the logs that are kept take of the data nodes' volumes, in GB; None where nobody says how many there are.

    Indexing takes a tenth more, the system a twentieth and the service a fifth of each volume.
    https://docs.aws.amazon.com/opensearch-service/latest/developerguide/bp-storage.html
    """
    if found.daily_gigabytes is None:
        return None
    return found.daily_gigabytes * found.retention_days * (1 + replicas(found)) * OVERHEAD


OVERHEAD = 1.45
