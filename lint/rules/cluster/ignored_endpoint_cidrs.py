from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("CLU-025", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html")
def ignored_endpoint_cidrs(platform: Platform) -> Iterator[Violation]:
    """Somebody is let in at an endpoint that is off.

    publicCidrs belongs to the public endpoint and privateCidrs to the private one. The networks that are named can
    reach neither, though it reads as if they could.

    Bad:

        cluster: {endpoint: {public: false, publicCidrs: [203.0.113.0/24]}}

    Good:

        cluster: {endpoint: {public: false}}
    """
    endpoint = platform.cluster.endpoint
    for side in ("public", "private"):
        if getattr(endpoint, f"{side}_cidrs") and not getattr(endpoint, side):
            message = f"the {side} endpoint is off, so this lets nobody in; set {side}: true, or take it out"
            yield Violation(endpoint, f"{side}_cidrs", message, Fix(REMOVED, safe=True))
