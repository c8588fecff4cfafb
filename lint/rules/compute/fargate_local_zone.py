from collections.abc import Iterator

from generator.platform.network.addresses import local_zone
from generator.platform.nodes.fargate import profiles
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import private_tier
from lint.rule import ERROR, rule


@rule("CMP-086", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/fargate.html")
def fargate_local_zone(platform: Platform) -> Iterator[Violation]:
    """A Fargate profile lies in a Local Zone, where there is no Fargate.

    EKS refuses it. Pods that must lie there run on a node group.

    Bad:

        region: us-east-1
        subnets: {boston: {kind: private, localZone: {name: us-east-1-bos-1a, parent: a}, cidrs: {a: 10.0.200.0/24}}}
        nodes: {fargate: {profiles: {jobs: {namespaces: [jobs], subnets: boston}}}}
        ingress: null

    Good:

        region: us-east-1
        subnets: {boston: {kind: private, localZone: {name: us-east-1-bos-1a, parent: a}, cidrs: {a: 10.0.200.0/24}}}
        nodes: {fargate: {profiles: {jobs: {namespaces: [jobs], subnets: private}}}}
        ingress: null
    """
    for name, profile in profiles(platform).items():
        zone = local_zone(platform, profile.subnets)
        if zone is not None:
            yield Violation(
                profile,
                "subnets",
                f"{zone} has no Fargate, so EKS refuses {name}; use a tier of the region",
                private_tier(platform),
            )
