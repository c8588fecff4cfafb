from collections.abc import Iterator

from generator.platform.cluster.registries import on_docker_hub
from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("WRK-060", WARNING, "https://docs.docker.com/docker-hub/usage/pulls/")
def anonymous_docker_hub(platform: Platform) -> Iterator[Violation]:
    """An image is pulled from Docker Hub by nobody in particular.

    Docker Hub counts pulls without a login by address, and refuses what is above its limit: all nodes behind a NAT
    gateway are one address. On the day when many nodes start, pods do not. The official images are on public.ecr.aws,
    too; else log in, by `registry.credentials`, or copy the image.

    Bad:

        services: {web: {image: "docker.io/library/nginx:1.29"}}

    Good:

        services: {web: {image: "public.ecr.aws/docker/library/nginx:1.29"}}
    """
    if "docker.io" in platform.registry.credentials:
        return
    for name, container in every_container(platform):
        if container.image and on_docker_hub(container.image):
            message = f"Docker Hub limits what {name} is pulled by; take it from public.ecr.aws/docker, or log in"
            official = _official(container.image)
            yield Violation(container, "image", message, Fix(official) if official else None)


def _official(image: str) -> str | None:
    """Where Docker publishes an official image on public.ecr.aws; None for the image of anybody else."""
    path = image.removeprefix("docker.io/")
    return f"public.ecr.aws/docker/{path}" if path.startswith("library/") else None
