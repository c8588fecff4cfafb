from collections.abc import Iterator
from itertools import combinations

from generator.platform.network.addresses import vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule("NET-050", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html")
def vpc_cidrs_overlap(platform: Platform) -> Iterator[Violation]:
    """Two CIDRs of the VPC share addresses.

    AWS refuses a secondary CIDR that overlaps one that the VPC has.

    Bad:

        vpc: {secondaryCidrs: [100.64.0.0/16, 100.64.128.0/17]}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
    """
    for (_, one), (index, other) in combinations(enumerate(vpc_networks(platform)), 2):
        if one.overlaps(other):
            message = f"{other} overlaps {one}, which the VPC has too"
            fix = Fix(REMOVED) if other.subnet_of(one) else None
            yield Violation(platform.vpc, ("secondary_cidrs", index - 1), message, fix)
