from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "NET-024",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-networking.html",
    development=INFO,
)
def single_nat_gateway(platform: Platform) -> Iterator[Violation]:
    """One NAT gateway carries the egress of every zone.

    A NAT gateway lives in one availability zone. When that zone fails, the private subnets of all zones lose their
    way out: nodes cannot pull images, and pods cannot reach anything outside. What crosses zones on its way to the
    gateway is charged as well.

    Bad:

        vpc: {nat: single}

    Good:

        vpc: {nat: perZone}
    """
    zones = len(platform.vpc.zones)
    if platform.vpc.nat == "single" and zones > 1 and not adopts(platform):
        yield Violation(
            platform.vpc,
            "nat",
            f"one NAT gateway, in zone {platform.vpc.zones[0]}, serves {zones} zones",
            Fix("perZone"),
        )
