from collections.abc import Iterator

from generator.platform.placement import gateway_endpoints, interface_endpoints, needed_endpoints
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("NET-025", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html")
def missing_endpoints(platform: Platform) -> Iterator[Violation]:
    """Without NAT, an AWS service that the platform needs cannot be reached.

    Nodes pull images from ECR (whose layers come from S3), the CNI calls EC2, pods get credentials from eks-auth
    and STS, the log collector writes to CloudWatch Logs. Without NAT each of them needs a VPC endpoint, or nodes
    never join.

    Bad:

        vpc: {nat: none, endpoints: {interface: [ec2, ecr.api, ecr.dkr, eks, eks-auth, logs, sts]}}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}

    Good:

        vpc: {nat: none, endpoints: auto}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}
    """
    if platform.vpc.nat != "none":
        return
    missing = [name for name in needed_endpoints(platform) if name not in interface_endpoints(platform)]
    if "s3" not in gateway_endpoints(platform):
        missing.append("the gateway s3")
    if missing:
        message = f"without NAT the platform needs endpoints for {', '.join(missing)} too; `auto` makes all of them"
        yield Violation(platform.vpc, "endpoints", message)
