"""Load balancers of Services: a module for each controller that makes them, found by this folder's listing."""

from functools import cache

from generator.platform.discover import modules
from generator.platform.types.load_balancer import LoadBalancer
from generator.render.kubernetes.load_balancers.maker import Maker


@cache
def _makers() -> dict[str, Maker]:
    found = (module.MAKER for module in modules(__name__) if hasattr(module, "MAKER"))
    return {maker.name: maker for maker in found}


def made_by(balancer: LoadBalancer) -> Maker:
    """The controller that makes a load balancer."""
    return _makers()[balancer.controller]
