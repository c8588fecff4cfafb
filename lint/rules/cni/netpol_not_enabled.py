from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "CNI-039",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
    also=(
        "cis:4.3.1",
        "cis:5.4.4",
    ),
)
def netpol_not_enabled(platform: Platform) -> Iterator[Violation]:
    """Network policies are written, and nothing enforces them.

    Every service gets policies that deny what `connectsTo` and routes do not name. With networkPolicy off they are
    objects without effect, and everybody who reads them believes in a wall that is not there.

    Bad:

        cni: {networkPolicy: "off"}
        services: {web: {connectsTo: {database: {cidr: 10.0.240.0/24, ports: [5432]}}}}

    Good:

        cni: {networkPolicy: standard}
        services: {web: {connectsTo: {database: {cidr: 10.0.240.0/24, ports: [5432]}}}}
    """
    if platform.cni.network_policy != "off":
        return
    count = len(platform.services)
    if count:
        message = f"the policies of {count} services are rendered, and nothing enforces them; set standard"
        yield Violation(platform.cni, "network_policy", message, Fix("standard"))
