from collections.abc import Iterator

from generator.platform.services.service_load_balancers import load_balancer
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, rule


@rule(
    "SVC-021",
    INFO,
    "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-networking.html",
    also=("checkov:CKV_AWS_152",),
)
def cross_zone_unsaid(platform: Platform) -> Iterator[Violation]:
    """Nobody says whether a load balancer sends to other zones.

    On, all targets get the same share, and what goes to another zone is paid for by the GiB. Off, which is what AWS
    does unless told, each zone shares what arrives in it among its own targets: one of two pods in a zone gets half as
    much as the only one in the next.

    Bad:

        services: {web: {expose: {type: LoadBalancer, loadBalancer: {scheme: internal}}}}

    Good:

        services: {web: {expose: {type: LoadBalancer, loadBalancer: {scheme: internal, crossZone: false}}}}
    """
    for name, service in platform.services.items():
        balancer = service.expose.load_balancer
        if load_balancer(service) is not None and (balancer is None or balancer.cross_zone is None):
            message = f"say whether the load balancer of {name} sends to other zones, in crossZone"
            if balancer is not None:
                yield Violation(balancer, "cross_zone", message, Fix(False, safe=True))
            else:
                said = Fix({"crossZone": False}, safe=True, field="load_balancer")
                yield Violation(service.expose, "type", message, said)
