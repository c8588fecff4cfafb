"""A load balancer of the in-tree controller in a cluster whose pods have IPv6 addresses."""

from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield services whose load balancer would send to ports of nodes by IPv4, which no service listens to there.

    https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
    """
    for name, balancer in service_load_balancers(platform).items() if is_ipv6(platform) else ():
        if balancer.controller == "inTree":
            message = "the in-tree controller makes no load balancers for IPv6; use lbc with targets ip"
            yield Violation(platform.services[name].expose, ("load_balancer", "controller"), message)
