from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "WRK-001",
    ERROR,
    "https://kubernetes.io/docs/concepts/containers/images/",
    also=(
        "checkov:CKV_K8S_14",
        "kube-linter:latest-tag",
    ),
)
def image_tag_mutable(platform: Platform) -> Iterator[Violation]:
    """The image's tag is `latest`, or there is none.

    What runs is then whatever was pushed last when a pod happened to start: two pods of one service differ, a rollback
    changes nothing, and Git does not say what runs. Name a version, or better a digest.

    Bad:

        services: {web: {image: "public.ecr.aws/nginx/nginx:latest"}}

    Good:

        services: {web: {image: "public.ecr.aws/nginx/nginx:1.29"}}
    """
    for name, container in every_container(platform):
        if container.image is None or "@" in container.image:
            continue
        tag = container.image.rpartition("/")[2].partition(":")[2]
        if tag in {"", "latest"}:
            what = "latest" if tag else "no tag, which means latest"
            yield Violation(container, "image", f"the image of {name} has {what}; name a version or a digest")
