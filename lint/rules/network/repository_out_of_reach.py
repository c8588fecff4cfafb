from collections.abc import Iterator

from generator.platform.gitops.git_hosts import code_commit_region, host_name
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

HOSTED = ("github.com", "gitlab.com", "bitbucket.org")


@rule("NET-051", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html")
def repository_out_of_reach(platform: Platform) -> Iterator[Violation]:
    """Without NAT, Flux cannot reach the Git repository.

    Flux runs in the cluster and fetches the repository itself. A VPC endpoint leads to CodeCommit in the same
    region and to no other hosted Git service, so nothing that is committed ever arrives.

    Bad:

        vpc: {nat: none}
        gitops: {repository: https://github.com/example/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}

    Good:

        vpc: {nat: none}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}
    """
    host, region = host_name(platform.gitops), code_commit_region(platform.gitops)
    if platform.vpc.nat == "none" and (host in HOSTED or region not in {None, platform.region}):
        message = f"{host} cannot be reached without NAT; use a repository that the VPC or a connected network has"
        yield Violation(platform.gitops, "repository", message)
