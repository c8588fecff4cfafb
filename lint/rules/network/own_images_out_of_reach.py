from collections.abc import Iterator

from generator.platform.cluster.registries import out_of_reach
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("NET-052", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html")
def own_images_out_of_reach(platform: Platform) -> Iterator[Violation]:
    """Without NAT, what we install ourselves cannot be pulled.

    Flux comes from ghcr.io, fluent-bit and the AWS Load Balancer Controller from public.ecr.aws, and the controller's
    chart from GitHub Pages. No endpoint of AWS reaches these, so the cluster would come up without Flux, and nothing
    else would follow. A mirror holds copies: a private ECR registry of the region, or one in your own network. A
    pull-through cache of ECR alone does not do: over an endpoint the first pull of an image needs a NAT gateway.

    Bad:

        vpc: {nat: none}

    Good:

        vpc: {nat: none}
        registry: {mirror: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror}
    """
    if platform.vpc.nat != "none":
        return
    mirror = platform.registry.mirror
    if mirror is None:
        message = "without NAT, Flux (ghcr.io) and our images (public.ecr.aws) cannot be pulled; set registry.mirror"
        yield Violation(platform.vpc, "nat", message)
    elif reason := out_of_reach(platform, mirror):
        message = f"{reason} and cannot be reached without NAT; use ECR in {platform.region}, or a registry of your own"
        yield Violation(platform.registry, "mirror", message)
