import re
from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

MODERN = re.compile(r"TLS13-1-[23]|TLS-1-2|FS-1-2")


@rule(
    "SVC-020",
    WARNING,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html",
    also=("checkov:CKV_AWS_103",),
)
def old_tls(platform: Platform) -> Iterator[Violation]:
    """A load balancer takes TLS 1.0 or 1.1.

    Both are broken, and no client of the last ten years needs them. Policies with TLS13 or TLS-1-2 in their name take
    none of them, but for those that end in TLS13-1-0 and TLS13-1-1.

    Bad:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer:
                crossZone: true
                accessLogs: demo-access-logs
                tls:
                  certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/a"]
                  ports: [http]
                  policy: ELBSecurityPolicy-2016-08

    Good:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer:
                crossZone: true
                accessLogs: demo-access-logs
                tls:
                  certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/a"]
                  ports: [http]
                  policy: ELBSecurityPolicy-TLS13-1-2-2021-06
    """
    for balancer in service_load_balancers(platform).values():
        if balancer.tls is not None and not MODERN.search(balancer.tls.policy):
            message = f"{balancer.tls.policy} takes old versions of TLS; use ELBSecurityPolicy-TLS13-1-2-2021-06"
            yield Violation(balancer.tls, "policy", message, Fix("ELBSecurityPolicy-TLS13-1-2-2021-06"))
