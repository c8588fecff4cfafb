"""What the family of a group's image cannot do."""

from collections.abc import Iterator

from generator.platform.nodes.ami import is_bottlerocket, is_windows
from generator.platform.types.kubelet import Kubelet
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield settings of the kubelet and repair on Windows, and SSH on Bottlerocket."""
    for group in platform.nodes.groups.values():
        if is_windows(group.ami) and _given(group.kubelet):
            yield Violation(group, "kubelet", "the settings of Windows' kubelet cannot be given; leave them out")
        if is_windows(group.ami) and group.repair:
            yield Violation(group, "repair", "EKS repairs nodes on Linux alone; leave it out")
        if is_bottlerocket(group.ami) and group.access.ssh:
            yield Violation(group.access, "ssh", "Bottlerocket lets nobody in by SSH; use ssm")


def _given(kubelet: Kubelet) -> bool:
    default = Kubelet()
    return any(getattr(kubelet, name) != getattr(default, name) for name in kubelet.__struct_fields__)
