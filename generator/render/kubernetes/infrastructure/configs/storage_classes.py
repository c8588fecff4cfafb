"""The StorageClass of services' volumes."""

from collections.abc import Iterator

from generator.platform.storage import GP3, ebs_volumes, storage_class
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, platform_labels


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield gp3 where a volume needs it.

    A volume is made in the zone that its pod was given, so it waits for one; with another binding the pod would have
    to go where the volume is. https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
    """
    named = (volume.storage_class or storage_class(platform) for _, _, volume in ebs_volumes(platform))
    if GP3 not in named:
        return
    yield {
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": GP3, "labels": platform_labels(platform)},
        "provisioner": "ebs.csi.aws.com",
        "parameters": {"type": "gp3", "encrypted": "true", "csi.storage.k8s.io/fstype": "ext4"},
        "volumeBindingMode": "WaitForFirstConsumer",
        "allowVolumeExpansion": True,
        "reclaimPolicy": "Delete",
    }
