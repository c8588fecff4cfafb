"""What only EKS can do for a node group, asked for where EKS does not manage it; and the other way round."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield settings of EKS's own on unmanaged groups, and versions of Amazon's image beside an own one."""
    for group in platform.nodes.groups.values():
        if not group.managed:
            if group.repair:
                yield Violation(group, "repair", "EKS repairs nodes of groups that it manages; leave it out")
            if group.update.strategy == "minimal":
                message = "nodes that EKS does not manage always go before new ones start; leave it out"
                yield Violation(group.update, "strategy", message)
            if group.force_update:
                yield Violation(group, "force_update", "nothing drains these nodes, so there is nothing to force")
        if group.release_version and (group.image_id or not group.managed):
            message = "EKS chooses the release of its own images alone; give an imageId, and leave this out"
            yield Violation(group, "release_version", message)
        if group.version and group.image_id:
            message = "the version is that of the image of your own; leave one of both out"
            yield Violation(group, "version", message)
