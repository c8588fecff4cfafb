"""Storage of services: which classes and claims there are."""

from collections.abc import Iterator

from generator.platform.fleets import fleets, own_fleets
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.types.platform import Platform
from generator.platform.types.storage import EbsClass, FileSystem
from generator.platform.types.volume import Volume

GP3 = "gp3"
"""Our own StorageClass, named as its volumes are: EKS makes one named gp2, unencrypted."""

AUTO_EBS = "auto-ebs"
"""The StorageClass of EKS Auto Mode."""


def storage_class(platform: Platform) -> str:
    """The class of volumes that name none: of the add-on, else of EKS Auto Mode, which serves its own nodes alone."""
    own = platform.addons.aws_ebs_csi_driver is None and auto_mode(platform) is not None
    return AUTO_EBS if own else GP3


def has_ebs_driver(platform: Platform) -> bool:
    """Whether the add-on is there: it attaches volumes to nodes of ours alone."""
    return platform.addons.aws_ebs_csi_driver is not None and bool(own_fleets(platform))


def ebs_classes(platform: Platform) -> dict[str, EbsClass]:
    """The StorageClasses of the EBS driver, by name."""
    driver = platform.addons.aws_ebs_csi_driver
    return {} if driver is None else {GP3: EbsClass()} | driver.storage_classes


def file_systems(platform: Platform) -> dict[str, FileSystem]:
    """The EFS file systems by name, which is that of their StorageClass; Fargate has no node to run the driver on."""
    driver = platform.addons.aws_efs_csi_driver
    return {} if driver is None or not fleets(platform) else dict(sorted(driver.file_systems.items()))


def shared(platform: Platform, volume: Volume) -> bool:
    """Whether pods on several nodes can have the volume at a time."""
    return volume.storage_class in file_systems(platform)


def ebs_volumes(platform: Platform) -> Iterator[tuple[str, str, Volume]]:
    """Every volume that EBS has to make: the service's name, the volume's, and the volume."""
    of_ebs = {None, GP3, *ebs_classes(platform)}
    for name, service in sorted(platform.services.items()):
        for each, volume in sorted(service.volumes.items()):
            if volume.type != "emptyDir" and volume.storage_class in of_ebs:
                yield name, each, volume
