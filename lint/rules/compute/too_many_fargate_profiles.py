from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

MOST = 10


@rule("CMP-083", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html")
def too_many_fargate_profiles(platform: Platform) -> Iterator[Violation]:
    """There are more Fargate profiles than EKS allows a cluster.

    The quota is 10 unless AWS has raised it for the account, and an edit needs one more for a while: the new profile is
    there before the old one goes. One profile holds five namespaces, and wildcards more.

    Bad:

        nodes:
          fargate:
            profiles:
              a: {namespaces: [team-a], subnets: private}
              b: {namespaces: [team-b], subnets: private}
              c: {namespaces: [team-c], subnets: private}
              d: {namespaces: [team-d], subnets: private}
              e: {namespaces: [team-e], subnets: private}
              f: {namespaces: [team-f], subnets: private}
              g: {namespaces: [team-g], subnets: private}
              h: {namespaces: [team-h], subnets: private}
              i: {namespaces: [team-i], subnets: private}
              j: {namespaces: [team-j], subnets: private}

    Good:

        nodes: {fargate: {profiles: {teams: {namespaces: ["team-*"], subnets: private}}}}
    """
    fargate = platform.nodes.fargate
    if fargate is not None and len(fargate.profiles) >= MOST:
        message = (
            f"{len(fargate.profiles)} profiles, and the quota of {MOST} must hold one more during an edit; merge some"
        )
        yield Violation(fargate, "profiles", message)
