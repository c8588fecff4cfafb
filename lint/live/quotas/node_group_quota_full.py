from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

QUOTA = Quota("eks", "L-6D54EA21", "managed node groups of a cluster")


def needed(platform: Platform) -> int:
    """All that EKS manages; others are nobody's business but Auto Scaling's."""
    return sum(group.managed for group in platform.nodes.groups.values())


@live_rule("LIV-026", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html")
def node_group_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """There are more managed node groups than a cluster may have.

    Thirty are allowed until AWS raises that.
    """
    yield from over(aws, QUOTA, Place(platform.nodes, "groups"), needed(platform))
