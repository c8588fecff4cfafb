"""Load balancers: each is paid by the hour, and for what passes it.

https://aws.amazon.com/elasticloadbalancing/pricing/
"""

from collections.abc import Iterator

from generator.diff.costs.driver import Amount, Driver
from generator.platform.services.ingress_controllers import ability
from generator.platform.services.load_balancers import class_load_balancers
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform

_KINDS = {"alb": "Application Load Balancers", "nlb": "Network Load Balancers", "clb": "Classic Load Balancers"}


def drivers(platform: Platform) -> Iterator[Driver]:
    """Those of ingress classes and of services, by kind and scheme."""
    for class_ in class_load_balancers(platform).values():
        yield Driver(f"{_KINDS[ability(class_).front or 'alb']}, {class_.scheme}", Amount(1), "")
    for balancer in service_load_balancers(platform).values():
        yield Driver(f"{_KINDS[balancer.kind]}, {balancer.scheme}", Amount(1), "")
