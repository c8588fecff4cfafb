from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "SVC-022",
    WARNING,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html",
    also=("checkov:CKV_AWS_91",),
)
def no_access_log(platform: Platform) -> Iterator[Violation]:
    """Nobody can tell who used a load balancer that TLS ends at.

    Its access log is the only record of callers and of the TLS that they spoke. One that passes on what it gets has
    none.

    Bad:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer: {tls: {certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/a"], ports: [http]}}

    Good:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer:
                accessLogs: demo-access-logs
                tls: {certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/a"], ports: [http]}
    """
    for name, balancer in service_load_balancers(platform).items():
        if balancer.tls is not None and balancer.access_logs is None and platform.tier == "production":
            yield Violation(balancer, "access_logs", f"name a bucket for the access log of {name} in accessLogs")
