from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

KEY = "routing.http.desync_mitigation_mode"


@rule(
    "ING-025",
    WARNING,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#desync-mitigation-mode",
    also=("checkov:CKV_AWS_328",),
)
def desync_only_watched(platform: Platform) -> Iterator[Violation]:
    """A load balancer lets ambiguous requests through.

    In the mode `monitor` it only counts requests that it and a service may read differently, which is how one person's
    request is answered to another.

    Bad:

        ingress: {classes: {public: {attributes: {routing.http.desync_mitigation_mode: monitor}}}}

    Good:

        ingress: {classes: {public: {attributes: {routing.http.desync_mitigation_mode: defensive}}}}
    """
    for name, class_ in platform.ingress.classes.items():
        if class_.attributes.get(KEY) == "monitor":
            yield Violation(
                class_, ("attributes", KEY), f"{name} only watches ambiguous requests; use defensive", Fix("defensive")
            )
