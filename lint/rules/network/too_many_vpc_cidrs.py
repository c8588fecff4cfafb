from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

QUOTA = 5


@rule("NET-008", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html")
def too_many_vpc_cidrs(platform: Platform) -> Iterator[Violation]:
    """The VPC has more CIDRs than the quota.

    An account may have 5 IPv4 CIDRs on a VPC, the primary one included; the sixth is refused until the quota is raised.
    One larger secondary CIDR does the work of several small ones.

    Bad:

        vpc: {secondaryCidrs: [100.64.0.0/16, 100.65.0.0/16, 100.66.0.0/16, 100.67.0.0/16, 100.68.0.0/16]}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16, 100.65.0.0/16, 100.66.0.0/16, 100.67.0.0/16]}
    """
    count = 1 + len(platform.vpc.secondary_cidrs)
    if count > QUOTA and not adopts(platform):
        yield Violation(
            platform.vpc, "secondary_cidrs", f"{count} CIDRs; the quota is {QUOTA} unless AWS has raised it"
        )
