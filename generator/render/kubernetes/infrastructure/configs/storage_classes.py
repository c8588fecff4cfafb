"""The StorageClasses of services' volumes, and the VolumeSnapshotClasses of their snapshots."""

from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.storage import AUTO_EBS, GP3, ebs_classes, file_systems, has_ebs_driver
from generator.platform.types.platform import Platform
from generator.platform.types.storage import EbsClass, FileSystem
from generator.render.bridge import file_system_id
from generator.render.kubernetes.manifest import Manifest, platform_labels

# What a class is like can never be changed: Flux makes it anew, which leaves the volumes of it as they are.
FORCED = {"kustomize.toolkit.fluxcd.io/force": "enabled"}


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield a class for each kind of volume that a driver makes."""
    if has_ebs_driver(platform):
        for name, spec in sorted(ebs_classes(platform).items()):
            yield _ebs(platform, name, spec)
    for name, system in file_systems(platform).items():
        yield _efs(platform, name, system)
    yield from _snapshots(platform)


def _ebs(platform: Platform, name: str, spec: EbsClass) -> Manifest:
    """A volume is made in the zone that its pod was given, so it waits for one.

    With another binding the pod would have to go where the volume is.
    https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
    https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
    """
    driver = platform.addons.aws_ebs_csi_driver
    default = name == GP3 and driver is not None and driver.default_class
    parameters = {
        "type": spec.type,
        "encrypted": "true",
        "kmsKeyId": driver.kms_key if driver else None,
        "iops": str(spec.iops) if spec.iops else None,
        "throughput": str(spec.throughput) if spec.throughput else None,
        "csi.storage.k8s.io/fstype": spec.file_system,
    }
    return {
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {
            "name": name,
            "labels": platform_labels(platform),
            "annotations": {"storageclass.kubernetes.io/is-default-class": "true" if default else "false", **FORCED},
        },
        "provisioner": "ebs.csi.aws.com",
        "parameters": parameters,
        "volumeBindingMode": "WaitForFirstConsumer",
        "allowVolumeExpansion": True,
        "reclaimPolicy": spec.reclaim_policy,
    }


def _efs(platform: Platform, name: str, system: FileSystem) -> Manifest:
    """Each claim is an access point: a directory and a user of its own, whatever its pods say that they are.

    https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/README.md#storage-class-parameters-for-dynamic-provisioning
    """
    return {
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": name, "labels": platform_labels(platform), "annotations": FORCED},
        "provisioner": "efs.csi.aws.com",
        "parameters": {
            "provisioningMode": "efs-ap",
            "fileSystemId": file_system_id(name),
            "directoryPerms": system.permissions,
            "basePath": "/claims",
        },
        "mountOptions": ["tls"],
        "volumeBindingMode": "Immediate",
        "reclaimPolicy": system.reclaim_policy,
    }


def _snapshots(platform: Platform) -> Iterator[Manifest]:
    """Yield a class for each driver of EBS volumes: a snapshot is of the driver that made its volume."""
    spec = platform.addons.snapshot_controller
    if spec is None:
        return
    drivers = {"ebs": "ebs.csi.aws.com"} if has_ebs_driver(platform) else {}
    if auto_mode(platform) is not None:
        drivers[AUTO_EBS] = "ebs.csi.eks.amazonaws.com"
    for name, driver in drivers.items():
        yield {
            "apiVersion": "snapshot.storage.k8s.io/v1",
            "kind": "VolumeSnapshotClass",
            "metadata": {
                "name": name,
                "labels": platform_labels(platform),
                "annotations": {"snapshot.storage.kubernetes.io/is-default-class": "true"},
            },
            "driver": driver,
            "deletionPolicy": spec.deletion_policy,
        }
