"""Storage of services: which claims there are, and of which class."""

from collections.abc import Iterator

from generator.platform.auto_mode import auto_mode
from generator.platform.types.platform import Platform
from generator.platform.types.volume import Volume

GP3 = "gp3"
"""Our own StorageClass, named as its volumes are: EKS makes one named gp2, unencrypted."""

AUTO_EBS = "auto-ebs"
"""The StorageClass of EKS Auto Mode."""


def storage_class(platform: Platform) -> str:
    """The class of volumes that name none: of the add-on, else of EKS Auto Mode, which serves its own nodes alone."""
    own = platform.addons.aws_ebs_csi_driver is None and auto_mode(platform) is not None
    return AUTO_EBS if own else GP3


def ebs_volumes(platform: Platform) -> Iterator[tuple[str, str, Volume]]:
    """Every volume that EBS has to make: the service's name, the volume's, and the volume."""
    for name, service in sorted(platform.services.items()):
        for each, volume in sorted(service.volumes.items()):
            if volume.type != "emptyDir" and volume.storage_class in {None, GP3}:
                yield name, each, volume
