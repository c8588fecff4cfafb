from collections.abc import Iterator

from generator.platform.node_group_rules import node_group_rules
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

QUOTA = Quota("vpc", "L-0EA8095F", "rules of a security group")


def needed(platform: Platform) -> int:
    """Those of the nodes' group, which has the most."""
    return node_group_rules(platform)


@live_rule(
    "LIV-029",
    ERROR,
    "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
)
def security_group_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """The nodes' security group gets more rules than this account allows.

    Sixty are allowed until AWS raises that, and node-group-rules-full counts with those; here the account is asked.
    """
    yield from over(aws, QUOTA, Place(platform, "services"), needed(platform))
