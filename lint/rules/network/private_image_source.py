from collections.abc import Iterator

from generator.platform.cluster.registries import ecr_region, host, out_of_reach
from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("NET-030", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html", also=("cis:5.1.4",))
def private_image_source(platform: Platform) -> Iterator[Violation]:
    """Without NAT, an image comes from a registry that cannot be reached.

    The ECR endpoints reach private repositories of this region only; Docker Hub, GHCR and public.ecr.aws lie on the
    internet. Copy the image into ECR, or into the registry of `registry.mirror`.

    Bad:

        vpc: {nat: none}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "docker.io/library/nginx:1.29"}}

    Good:

        vpc: {nat: none}
        gitops: {repository: https://git.example.internal/platform}
        services: {web: {image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:1.29"}}
    """
    if platform.vpc.nat != "none":
        return
    mirror = platform.registry.mirror
    known = None if mirror is None else host(mirror)
    for name, container in every_container(platform):
        source = host(container.image or "")
        inside = source == known or ecr_region(source) == platform.region
        if container.image and (not inside or out_of_reach(platform, source)):
            message = f"{name} cannot pull from {source} without NAT; use ECR in {platform.region}, or the mirror"
            yield Violation(container, "image", message)
