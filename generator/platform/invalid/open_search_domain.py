"""An OpenSearch domain that cannot be made."""

from collections.abc import Iterator

from generator.platform.logs.open_search import NAME_LENGTH, domain_name, domain_zones, open_search
from generator.platform.network.addresses import local_zone
from generator.platform.types.open_search import Domain
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield a name that is too long, and zones that are too many or none of the region's."""
    found = open_search(platform)
    if found is not None and found.domain.subnets in platform.subnets:
        yield from _name(platform, found.domain)
        yield from _zones(platform, found.domain)


def _name(platform: Platform, domain: Domain) -> Iterator[Violation]:
    name = domain_name(platform, domain)
    if len(name) > NAME_LENGTH:
        message = f"{name} has {len(name)} characters, and a domain's name at most {NAME_LENGTH}; give it one in `name`"
        yield Violation(domain, "name", message)


def _zones(platform: Platform, domain: Domain) -> Iterator[Violation]:
    wanted, there = domain_zones(platform, domain), len(platform.vpc.zones)
    if local_zone(platform, domain.subnets) is not None:
        yield Violation(domain, "subnets", f"{domain.subnets} lies in a Local Zone, and no domain does; choose another")
    elif wanted > there:
        yield Violation(domain, "zones", f"it cannot lie in {wanted} zones, as vpc.zones has {there}; take fewer")
    elif wanted > domain.instances:
        message = f"{wanted} zones need as many instances, and there are {domain.instances}; add some, or take fewer"
        yield Violation(domain, "zones", message)
