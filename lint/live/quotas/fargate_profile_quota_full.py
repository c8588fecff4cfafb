from collections.abc import Iterator

from generator.platform.nodes.fargate import profiles
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

QUOTA = Quota("eks", "L-33415657", "Fargate profiles of a cluster")


def needed(platform: Platform) -> int:
    """All profiles."""
    return len(profiles(platform))


@live_rule("LIV-027", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html")
def fargate_profile_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """There are more Fargate profiles than a cluster may have.

    Ten are allowed until AWS raises that.
    """
    yield from over(aws, QUOTA, Place(platform.nodes, "fargate"), needed(platform))
