from collections.abc import Iterator

from generator.platform.services.pod_security import LEVELS, demands
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "PSS-020",
    WARNING,
    "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    also=(
        "hardeneks:ensure_namespace_psa_exist",
        "pod-security:restricted/capabilities",
    ),
)
def loose_namespace(platform: Platform) -> Iterator[Violation]:
    """A namespace lets pods have more than its services ask for.

    The level of Pod Security keeps a pod out that somebody else makes there: by hand, by a controller, or with a stolen
    token. Set it to the strictest one that its services need.

    Bad:

        namespaces: {shop: {podSecurity: privileged}}

    Good:

        namespaces: {shop: {podSecurity: restricted}}
    """
    for namespace, settings in platform.namespaces.items():
        services = ((name, each) for name, each in platform.services.items() if each.namespace == namespace)
        asked = (demand.level for name, service in services for demand in demands(name, service))
        needed = max(map(LEVELS.index, asked), default=0)
        if LEVELS.index(settings.pod_security) > needed:
            message = f"its services need no more than {LEVELS[needed]}; set that"
            yield Violation(settings, "pod_security", message, Fix(LEVELS[needed]))
