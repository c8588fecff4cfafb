from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule

WITHOUT = ("us-gov-", "cn-")


@rule("NET-053", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html")
def regional_nat_unavailable(platform: Platform) -> Iterator[Violation]:
    """The region has no regional NAT gateways.

    AWS offers them in its commercial regions, and not in GovCloud and China. The apply would stop half way.

    Bad:

        region: us-gov-west-1
        ingress: null
        vpc: {nat: regional}
        terraform: {providerVersion: ">= 6.24, < 7.0"}

    Good:

        region: us-gov-west-1
        ingress: null
        vpc: {nat: perZone}
        terraform: {providerVersion: ">= 6.24, < 7.0"}
    """
    if platform.vpc.nat == "regional" and platform.region.startswith(WITHOUT) and not adopts(platform):
        yield Violation(
            platform.vpc, "nat", f"{platform.region} has no regional NAT gateways; use perZone", Fix("perZone")
        )
