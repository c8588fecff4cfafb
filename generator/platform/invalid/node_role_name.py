"""A node group whose own role would have too long a name."""

from collections.abc import Iterator

from generator.platform.nodes.groups import has_own_role
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

LONGEST = 64
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"""


def check(platform: Platform) -> Iterator[Violation]:
    """Yield groups with a role of their own whose name IAM would refuse."""
    for name, group in platform.nodes.groups.items():
        role = f"{platform.name}-node-{name}"
        if has_own_role(group) and len(role) > LONGEST:
            message = f"its role {role} has {len(role)} characters, and IAM allows {LONGEST}; shorten the group's name"
            yield Violation(platform.nodes, ("groups", name), message)
