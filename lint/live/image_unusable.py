from collections.abc import Iterator

from generator.platform.nodes.instance_types import known_types
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.references import references
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-038", ERROR, "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html")
def image_unusable(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """An AMI that this account cannot start: it is not there, not shared with it, or of another architecture."""
    for reference in references(platform, "ami-([0-9a-f]{8}|[0-9a-f]{17})"):
        image = reference.value
        answer = aws.found("ec2", "describe_images", ImageIds=[image])
        images = answer["Images"] if answer else []
        if not images or images[0].get("State") != "available":
            where = f"account {platform.account} cannot use {image} in {platform.region}"
            yield reference.violation(f"{where}; copy it there, or share it")
            continue
        wanted, made_for = _architectures(reference.node), images[0].get("Architecture")
        if wanted and made_for and made_for not in wanted:
            needed = ", ".join(sorted(wanted))
            yield reference.violation(f"{image} is for {made_for}, and the instance types are {needed}")


def _architectures(node: object) -> set[str]:
    """Those of a group's instance types; of pools Karpenter chooses types by the images."""
    types = known_types(node.instance_types) if isinstance(node, NodeGroup) else []
    return {each for type_ in types for each in type_.architectures}
