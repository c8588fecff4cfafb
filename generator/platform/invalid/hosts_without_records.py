"""Names of load balancers that nobody keeps records for."""

from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield the hosts of services where there are no zones to keep records in."""
    if platform.ingress.dns is not None:
        return
    for balancer in service_load_balancers(platform).values():
        if balancer.hosts:
            message = "nobody keeps records for these; name their hosted zones in ingress.dns"
            yield Violation(balancer, "hosts", message)
