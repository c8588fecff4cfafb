from collections.abc import Iterator

from generator.platform.services.pod_security import LEVELS, demands, level_of
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("PSS-021", ERROR, "https://kubernetes.io/docs/concepts/security/pod-security-standards/")
def refused_by_namespace(platform: Platform) -> Iterator[Violation]:
    """Pods ask for more than the level of their namespace allows.

    The API server refuses every one of them, silently for whoever looks at the Deployment alone.

    Bad:

        services: {web: {privileges: {capabilities: [NET_RAW]}}}

    Good:

        services: {web: {privileges: {allowPrivilegeEscalation: false}}}
    """
    for name, service in platform.services.items():
        level = level_of(platform, service.namespace)
        for demand in demands(name, service):
            if LEVELS.index(demand.level) > LEVELS.index(level):
                message = f"{service.namespace} is {level}, which refuses {demand.what}"
                advice = f"set namespaces.{service.namespace}.podSecurity to {demand.level}, or leave it out"
                yield Violation(demand.node, demand.field, f"{message}; {advice}")
