"""Volumes: the drivers that make them, the classes they are of, and file systems that pods share."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.addon import PlacedAddon
from generator.platform.types.node import KeyArn, Node, says, text

ClassName = Annotated[
    str,
    text(
        r"[a-z]([a-z0-9-]{0,48}[a-z0-9])?",
        "a name of at most 50 lower-case letters, digits and hyphens that starts with a letter",
        "fast",
    ),
]
FileSystemName = Annotated[
    str,
    text(
        r"[a-z]([a-z0-9-]{0,22}[a-z0-9])?",
        "a name of at most 24 lower-case letters, digits and hyphens that starts with a letter",
        "shared",
    ),
]
"""With the platform's name before it, it is a creation token of at most 64 characters."""
ReclaimPolicy = Literal["Delete", "Retain"]


class EbsClass(Node, frozen=True):
    """A StorageClass of EBS volumes: encrypted, made in the zone of their pod, and able to grow."""

    type: Annotated[Literal["gp3", "io2", "st1", "sc1"], says("The type of EBS volume.")] = "gp3"
    iops: Annotated[
        Annotated[int, Meta(ge=100, le=256000)] | None,
        says("I/O operations a second, of gp3 and io2. Unset: the 3000 that gp3 has for nothing."),
    ] = None
    throughput: Annotated[
        Annotated[int, Meta(ge=125, le=2000)] | None,
        says("MiB a second, of gp3. Unset: the 125 that it has for nothing."),
    ] = None
    file_system: Annotated[Literal["ext4", "xfs"], says("What volumes are formatted with.")] = "ext4"
    reclaim_policy: Annotated[ReclaimPolicy, says("What becomes of a volume whose claim is deleted.")] = "Delete"


class EbsDriver(PlacedAddon, frozen=True):
    """The add-on aws-ebs-csi-driver: EBS volumes, and the StorageClass gp3."""

    kms_key: Annotated[
        KeyArn | None, says("The KMS key that volumes are encrypted with. Unset: the account's default key for EBS.")
    ] = None
    default_class: Annotated[bool, says("Whether claims that name no StorageClass are of gp3.")] = True
    storage_classes: Annotated[
        dict[ClassName, EbsClass], says("Further StorageClasses by name; one named gp3 is what gp3 is like.")
    ] = {}


class FileSystem(Node, frozen=True, kw_only=True):
    """An EFS file system, encrypted, and the StorageClass of its name: each claim is an access point of its own."""

    subnets: Annotated[str, says("The subnet tier that it is reached in: the tier of the nodes, or one of its own.")]
    kms_key: Annotated[
        KeyArn | None, says("The KMS key that it is encrypted with. Unset: the account's default key for EFS.")
    ] = None
    throughput: Annotated[
        Literal["elastic", "bursting"], says("elastic: as needed, billed by use. bursting: grows with what is stored.")
    ] = "elastic"
    infrequent_after_days: Annotated[
        Literal[1, 7, 14, 30, 60, 90, 180, 270, 365] | None,
        says("Days without a read after which a file moves to cheaper storage. Unset: never."),
    ] = 30
    backup: Annotated[bool, says("Whether AWS Backup keeps a copy of each day.")] = True
    permissions: Annotated[
        Annotated[str, text(r"[0-7]{3}", "permissions of a directory in octal", "700")],
        says("Permissions of each claim's directory."),
    ] = "700"
    reclaim_policy: Annotated[
        ReclaimPolicy, says("What becomes of the access point when its claim is deleted; its files stay.")
    ] = "Delete"


class EfsDriver(PlacedAddon, frozen=True):
    """The add-on aws-efs-csi-driver: EFS file systems, which pods of every zone read and write at the same time."""

    file_systems: Annotated[dict[FileSystemName, FileSystem], says("The file systems that are made, by name.")] = {}


class SnapshotController(PlacedAddon, frozen=True):
    """The add-on snapshot-controller: snapshots of EBS volumes, and the VolumeSnapshotClass ebs."""

    deletion_policy: Annotated[
        ReclaimPolicy, says("What becomes of the snapshot in EBS when its VolumeSnapshot is deleted.")
    ] = "Delete"
