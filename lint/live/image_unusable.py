from collections.abc import Iterator

from generator.platform.instance_types import known_types
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-038", ERROR, "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html")
def image_unusable(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """An AMI that this account cannot start: it is not there, not shared with it, or of another architecture."""
    for group in platform.nodes.groups.values():
        if group.image_id is None:
            continue
        answer = aws.found("ec2", "describe_images", ImageIds=[group.image_id])
        images = answer["Images"] if answer else []
        if not images or images[0].get("State") != "available":
            message = f"account {platform.account} cannot use {group.image_id} in {platform.region}; copy or share it"
            yield Violation(group, "image_id", message)
            continue
        architecture = images[0].get("Architecture")
        types = known_types(group.instance_types)
        if architecture and types and not any(architecture in type_.architectures for type_ in types):
            needed = ", ".join(sorted({each for type_ in types for each in type_.architectures}))
            yield Violation(group, "image_id", f"{group.image_id} is for {architecture}, and the types are {needed}")
