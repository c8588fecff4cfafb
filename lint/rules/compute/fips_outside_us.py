from collections.abc import Iterator

from generator.platform.nodes.ami import is_fips
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-051", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/bottlerocket-fips-amis.html")
def fips_outside_us(platform: Platform) -> Iterator[Violation]:
    """A FIPS image of Amazon's outside the United States.

    EKS offers these kinds in US regions alone: their nodes pull images from ECR's FIPS endpoints, which no other region
    has. With the image's id (imageId) we render the settings that turn those endpoints off.

    Bad:

        region: eu-west-1
        nodes: {groups: {general: {ami: BOTTLEROCKET_ARM_64_FIPS}}}

    Good:

        region: eu-west-1
        nodes: {groups: {general: {ami: BOTTLEROCKET_ARM_64_FIPS, imageId: ami-0123456789abcdef0}}}
    """
    if platform.region.startswith("us-"):
        return
    for group in platform.nodes.groups.values():
        if is_fips(group.ami) and group.image_id is None:
            message = f"{group.ami} is offered in US regions alone; give the image's id (imageId), or choose another"
            yield Violation(group, "ami", message)
