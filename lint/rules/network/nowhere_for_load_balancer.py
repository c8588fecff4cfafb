from collections.abc import Iterator

from generator.platform.services.ingress_controllers import ability
from generator.platform.services.load_balancers import class_tiers
from generator.platform.services.service_load_balancers import service_load_balancers, tiers
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "NET-018", ERROR, "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/"
)
def nowhere_for_load_balancer(platform: Platform) -> Iterator[Violation]:
    """An ingress class or a service has no subnets for its load balancer.

    The controller looks for subnets by their tags: public tiers for an internet-facing load balancer, a private
    tier that pods do not have for an internal one. Finding none, it logs an error, and the Ingress or Service
    never gets an address.

    Bad:

        subnets: {public: {loadBalancers: false}}

    Good:

        subnets: {public: {loadBalancers: true}}
    """
    for name, class_ in platform.ingress.classes.items():
        if ability(class_).front is not None and not class_tiers(platform, class_):
            kind = "public" if class_.scheme == "internet-facing" else "private"
            message = f"{name} is {class_.scheme}, and no {kind} tier takes load balancers; add one"
            yield Violation(class_, "scheme", message, _opened(platform, kind))
    for name, balancer in service_load_balancers(platform).items():
        if not tiers(platform, balancer):
            kind = "public" if balancer.scheme == "internet-facing" else "private"
            message = f"the load balancer of {name} is {balancer.scheme}, and no {kind} tier takes any; add one"
            yield Violation(platform.services[name], "expose", message, _opened(platform, kind))


def _opened(platform: Platform, kind: str) -> Fix | None:
    """The only tier of its kind takes load balancers; which of several should is not for us to say."""
    tiers = [tier for tier in platform.subnets.values() if tier.kind == kind and tier.local_zone is None]
    match tiers:
        case [tier] if tier.load_balancers is False:
            return Fix(True, field="load_balancers", node=tier)
    return None
