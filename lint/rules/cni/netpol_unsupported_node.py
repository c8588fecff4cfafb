from collections.abc import Iterator

from generator.platform.nodes.fargate import services_by_profile
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, WARNING, rule


@rule(
    "CNI-040",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
    production=ERROR,
    also=(
        "cis:4.3.1",
        "cis:5.4.4",
    ),
)
def netpol_unsupported_node(platform: Platform) -> Iterator[Violation]:
    """Services run on Fargate, where nothing enforces their network policies.

    The agent that enforces them runs on nodes. On Fargate the policies are objects without effect: whatever reaches the
    cluster's security group reaches these pods, and they reach everything. Let them run on nodes, or allow this
    knowingly.

    Bad:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}

    Good:

        nodes: {fargate: {profiles: {jobs: {namespaces: [jobs], subnets: private}}}}
    """
    for profile, services in services_by_profile(platform).items():
        if profile and platform.nodes.fargate is not None:
            names = ", ".join(list(services)[:3]) + (f" and {len(services) - 3} more" if len(services) > 3 else "")
            message = f"nothing enforces the network policies of {names} on Fargate; let them run on nodes"
            yield Violation(platform.nodes.fargate, ("profiles", profile), message)
