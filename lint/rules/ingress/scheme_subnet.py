from collections.abc import Iterator

from generator.platform.network.placement import scheme_tiers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import only_tier
from lint.rule import ERROR, rule


@rule("ING-030", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/load-balancing.html")
def scheme_subnet(platform: Platform) -> Iterator[Violation]:
    """A load balancer lies in subnets of the wrong kind.

    One that is internet-facing needs a route to the internet gateway in its subnets, or nobody reaches it; an internal
    one in public subnets is a step from being public.

    Bad:

        ingress: {classes: {public: {subnets: private}}}

    Good:

        ingress: {classes: {public: {subnets: public}}}
    """
    for name, class_ in platform.ingress.classes.items():
        if class_.subnets is None:
            continue
        kind, public = platform.subnets[class_.subnets].kind, class_.scheme == "internet-facing"
        if (kind == "public") != public:
            wanted = "a public tier" if public else "a tier that is not public"
            message = f"{name} is {class_.scheme}, and {class_.subnets} is a {kind} tier; choose {wanted}"
            fix = only_tier(scheme_tiers(platform, class_.scheme))
            yield Violation(class_, "subnets", message, fix)
