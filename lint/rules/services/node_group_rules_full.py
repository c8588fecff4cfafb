from collections.abc import Iterator

from generator.platform.node_group_rules import node_group_rules
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

QUOTA = 60


@rule(
    "SVC-025",
    WARNING,
    "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
)
def node_group_rules_full(platform: Platform) -> Iterator[Violation]:
    """The nodes' security group gets more rules than it can have.

    The controller in EKS adds a rule for each port and each network that is let in, and one for the health checks of
    each subnet; a port of the nodes adds one for each network, or address of a BIG-IP, that is let in at it. A group
    has 60 rules until AWS raises that: the load balancer that comes after is not reached.

        rules = sum over services of ports * (networks + subnets where in-tree)

    Bad:

        services:
          web:
            ports: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12, m: 13, n: 14, http: 8080}
            expose: {type: LoadBalancer, loadBalancer: {controller: inTree, sourceRanges: [10.0.0.0/16, 10.1.0.0/16]}}

    Good:

        services:
          web: {expose: {type: LoadBalancer, loadBalancer: {controller: inTree}}}
    """
    rules = node_group_rules(platform)
    if rules > QUOTA:
        message = f"{rules} rules for ports of the nodes, and a security group has {QUOTA}; name fewer networks"
        yield Violation(platform, "services", message)
