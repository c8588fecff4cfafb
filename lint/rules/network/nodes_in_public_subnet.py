from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import private_tier
from lint.rule import ERROR, WARNING, rule


@rule(
    "NET-015",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html",
    production=ERROR,
    also=(
        "cis:5.4.3",
        "hardeneks:deploy_workers_onto_private_subnets",
    ),
)
def nodes_in_public_subnet(platform: Platform) -> Iterator[Violation]:
    """Nodes lie in subnets that are routed to the internet.

    One security group rule too wide, or one NodePort, and the internet talks to the node itself. A public subnet
    has no way out for a node without a public address, either. Only load balancers and NAT gateways belong there.

    Bad:

        nodes: {groups: {general: {subnets: public}}}

    Good:

        nodes: {groups: {general: {subnets: private}}}
    """
    for fleet in fleets(platform):
        if platform.subnets[fleet.subnets].kind == "public":
            message = f"nodes of {fleet.name} lie in the public tier {fleet.subnets}; use a private one"
            yield Violation(fleet.node, "subnets", message, private_tier(platform))
