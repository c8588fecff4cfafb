from collections.abc import Iterator

from generator.platform.network import endpoints
from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("NET-025", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html")
def missing_endpoints(platform: Platform) -> Iterator[Violation]:
    """Without NAT, an AWS service that the platform needs cannot be reached.

    Nodes pull images from ECR (whose layers come from S3), the CNI calls EC2, pods get credentials from eks-auth
    and STS, the log collector writes to CloudWatch Logs. Without NAT each of them needs a VPC endpoint, or nodes
    never join.

    Bad:

        vpc: {nat: none, endpoints: {interface: [ec2, ecr.api, ecr.dkr, eks, eks-auth, logs, sts]}}
        registry: {mirror: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}

    Good:

        vpc: {nat: none, endpoints: auto}
        registry: {mirror: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}
    """
    if platform.vpc.nat != "none":
        return
    missing = endpoints.missing_endpoints(platform)
    if "s3" not in {*endpoints.gateway_endpoints(platform), *endpoints.existing_endpoints(platform)}:
        missing.append("the gateway s3")
    if missing:
        remedy = "name those that are there in `existing`" if adopts(platform) else "`auto` makes all of them"
        message = f"without NAT the platform needs endpoints for {', '.join(missing)} too; {remedy}"
        yield Violation(platform.vpc, "endpoints", message, None if adopts(platform) else Fix("auto"))
