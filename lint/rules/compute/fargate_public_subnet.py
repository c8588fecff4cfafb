from collections.abc import Iterator

from generator.platform.nodes.fargate import profiles
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import private_tier
from lint.rule import ERROR, rule


@rule("CMP-036", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html")
def fargate_public_subnet(platform: Platform) -> Iterator[Violation]:
    """A Fargate profile lies in subnets that are routed to the internet.

    EKS refuses it: pods on Fargate get no public address, so nothing in such a subnet would reach them or be reached.

    Bad:

        nodes: {fargate: {profiles: {jobs: {namespaces: [jobs], subnets: public}}}}

    Good:

        nodes: {fargate: {profiles: {jobs: {namespaces: [jobs], subnets: private}}}}
    """
    for name, profile in profiles(platform).items():
        if platform.subnets[profile.subnets].kind == "public":
            message = f"EKS refuses {name} in the public tier {profile.subnets}; use a private one"
            yield Violation(profile, "subnets", message, private_tier(platform))
