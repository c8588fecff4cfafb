from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("SVC-017", WARNING, "https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution")
def distribution_without_choice(platform: Platform) -> Iterator[Violation]:
    """A service says which pods go first, and that there is only one place for them.

    internalTrafficPolicy Local leaves the caller's node alone: there is nothing left to prefer.

    Bad:

        services:
          agent:
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            kind: DaemonSet
            ports: {http: 8080}
            probes: {readiness: {port: http}}
            expose: {type: ClusterIP, internalTrafficPolicy: Local, trafficDistribution: PreferSameNode}

    Good:

        services:
          agent:
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            kind: DaemonSet
            ports: {http: 8080}
            probes: {readiness: {port: http}}
            expose: {type: ClusterIP, internalTrafficPolicy: Local}
    """
    for service in platform.services.values():
        if service.expose.internal_traffic_policy == "Local" and service.expose.traffic_distribution is not None:
            message = "Local leaves pods of the caller's node alone, so there is no choice; leave one of the two out"
            yield Violation(service.expose, "traffic_distribution", message, Fix(REMOVED, safe=True))
