from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

HOSTED = ("github.com", "gitlab.com", "bitbucket.org")


@rule("NET-051", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html")
def repository_out_of_reach(platform: Platform) -> Iterator[Violation]:
    """Without NAT, Flux cannot reach the Git repository.

    Flux runs in the cluster and fetches the repository itself. No VPC endpoint leads to a hosted Git service, so
    nothing that is committed ever arrives.

    Bad:

        vpc: {nat: none}
        gitops: {repository: https://github.com/example/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}

    Good:

        vpc: {nat: none}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}
    """
    host = platform.gitops.repository.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    if platform.vpc.nat == "none" and host in HOSTED:
        message = f"{host} cannot be reached without NAT; use a repository that the VPC or a connected network has"
        yield Violation(platform.gitops, "repository", message)
