"""Load balancers that the AWS Load Balancer Controller makes: which there are, and where they lie."""

from generator.platform.network.addresses import subnets
from generator.platform.network.adopted import load_balancer_subnets, subnet_id
from generator.platform.network.placement import scheme_tiers
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.ingress_controllers import ability
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform


def needs_controller(platform: Platform) -> bool:
    """Whether something needs the AWS Load Balancer Controller: a service's load balancer, or that of an ingress class.

    Auto Mode makes load balancers itself. https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
    """
    if auto_mode(platform) is not None:
        return False
    by_classes = any(ability(class_).front is not None for class_ in platform.ingress.classes.values())
    balancers = service_load_balancers(platform).values()
    return by_classes or any(balancer.controller == "lbc" for balancer in balancers)


def class_load_balancers(platform: Platform) -> dict[str, IngressClass]:
    """The ingress classes that have a load balancer, by name.

    An ALB is made for the first route, the NLB of a proxy with the proxy, and a BIG-IP is somebody else's.
    """
    routed = {route.class_ for route in platform.ingress.routes.values()}
    fronts = {name: ability(class_).front for name, class_ in platform.ingress.classes.items()}
    return {
        name: class_
        for name, class_ in sorted(platform.ingress.classes.items())
        if fronts[name] == "nlb" or (fronts[name] == "alb" and name in routed)
    }


def class_tiers(platform: Platform, class_: IngressClass) -> list[str]:
    """The tiers that the load balancer of a class lies in; none where it has none."""
    if ability(class_).front is None:
        return []
    return [class_.subnets] if class_.subnets else scheme_tiers(platform, class_.scheme)


def class_subnet_ids(platform: Platform, class_: IngressClass) -> list[str]:
    """The ids of the subnets of a class' load balancer, where the controller must be told them."""
    if class_.subnets is None:
        return load_balancer_subnets(platform, class_.scheme)
    ids = (subnet_id(platform, subnet) for subnet in subnets(platform) if subnet.tier == class_.subnets)
    return [found for found in ids if found]


def class_subnet_names(platform: Platform, class_: IngressClass) -> list[str]:
    """The name tags of the subnets of a class' load balancer, where it says which tier and their ids are not known."""
    if class_.subnets is None or class_subnet_ids(platform, class_):
        return []
    return [f"{platform.name}-{subnet.name}" for subnet in subnets(platform) if subnet.tier == class_.subnets]
