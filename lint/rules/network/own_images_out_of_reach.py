from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("NET-052", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html")
def own_images_out_of_reach(platform: Platform) -> Iterator[Violation]:
    """Without NAT, what we install ourselves cannot be pulled.

    Flux comes from ghcr.io, fluent-bit and the AWS Load Balancer Controller from public.ecr.aws, and the controller's
    chart from GitHub Pages. No endpoint of AWS reaches these, so the cluster would come up without Flux, and nothing
    else would follow. A mirror cannot be named yet.

    Bad:

        vpc: {nat: none}

    Good:

        vpc: {nat: single}
    """
    if platform.vpc.nat == "none":
        message = "without NAT, Flux (ghcr.io) and our images (public.ecr.aws) cannot be pulled; use single or perZone"
        yield Violation(platform.vpc, "nat", message)
