from collections.abc import Iterator

from generator.platform.cluster.registries import host
from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("WRK-003", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/image-security.html")
def unlisted_registry(platform: Platform) -> Iterator[Violation]:
    """An image comes from a registry that is not among those allowed.

    Who controls a registry controls what runs. With `registry.allowed` images come from those that somebody looks
    after, scans, and keeps.

    Bad:

        registry: {allowed: [111122223333.dkr.ecr.eu-west-1.amazonaws.com, public.ecr.aws/docker]}

    Good:

        registry: {allowed: [111122223333.dkr.ecr.eu-west-1.amazonaws.com, public.ecr.aws/nginx]}
    """
    allowed = platform.registry.allowed
    for name, container in every_container(platform) if allowed else ():
        image = container.image or ""
        if image and not any(image.startswith((f"{source}/", f"{source}:", f"{source}@")) for source in allowed):
            message = f"{name} comes from {host(image)}, which registry.allowed does not list; copy it, or list it"
            yield Violation(container, "image", message)
