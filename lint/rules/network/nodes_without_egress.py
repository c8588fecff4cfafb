from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.network.endpoints import missing_endpoints
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import private_tier
from lint.rule import ERROR, rule


@rule("NET-023", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html")
def nodes_without_egress(platform: Platform) -> Iterator[Violation]:
    """Nodes lie in an isolated tier without the endpoints that they need.

    An isolated tier has no route out of the VPC, with or without NAT gateways. Nodes there cannot reach ECR, EC2 or STS
    but through VPC endpoints, and so never join the cluster.

    Bad:

        subnets: {closed: {kind: isolated, cidrs: {a: 10.0.208.0/20, b: 10.0.224.0/20, c: 10.0.240.0/20}}}
        nodes: {groups: {general: {subnets: closed}}}

    Good:

        subnets: {closed: {kind: isolated, cidrs: {a: 10.0.208.0/20, b: 10.0.224.0/20, c: 10.0.240.0/20}}}
        nodes: {groups: {general: {subnets: private}}}
    """
    missing = missing_endpoints(platform)
    for fleet in fleets(platform):
        if platform.subnets[fleet.subnets].kind == "isolated" and platform.vpc.nat != "none" and missing:
            remedy = f"use a private tier, or endpoints for {', '.join(missing)}"
            message = f"nodes of {fleet.name} have no way out of {fleet.subnets}; {remedy}"
            yield Violation(fleet.node, "subnets", message, private_tier(platform))
