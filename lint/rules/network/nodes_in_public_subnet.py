from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, WARNING, rule


@rule(
    "NET-015",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html",
    production=ERROR,
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
    for name, group in platform.nodes.groups.items():
        if platform.subnets[group.subnets].kind == "public":
            yield Violation(
                group, "subnets", f"nodes of {name} lie in the public tier {group.subnets}; use a private one"
            )
