"""What a pod has in its file system beside its image: volumes, files of configuration, secrets."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.container import EnvName, FilePath
from generator.platform.types.node import KeyArn, Node, says, text

Size = Annotated[str, text(r"[1-9][0-9]*(Mi|Gi|Ti)", "a size of a volume", "20Gi")]
FileName = Annotated[
    str, text(r"(?!\.{1,2}$)[A-Za-z0-9._-]{1,253}", "a file name of letters, digits and ._-", "app.conf")
]
SecretId = Annotated[
    str,
    text(
        r"(?!arn:)[A-Za-z0-9/_+=.@-]{1,512}"
        r"|arn:aws(-[a-z]+)*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}",
        "the name or ARN of a secret in Secrets Manager",
        "shop/database",
    ),
]
PartName = Annotated[
    str,
    text(
        r"[a-z]([a-z0-9-]{0,48}[a-z0-9])?",
        "a name of at most 50 lower-case letters, digits and hyphens that starts with a letter",
        "data",
    ),
]
"""The name of a volume in the pod is made of it, and has at most 63 characters."""
SecretKey = Annotated[str, text(r"[A-Za-z0-9._-]{1,253}", "a key of a secret", "password")]


class Volume(Node, frozen=True, kw_only=True):
    """A volume of the pods.

    claim: an EBS volume that outlives its pod, one for each pod of a StatefulSet, else a single one. ephemeral: one
    that goes with its pod. emptyDir: room on the node's disk, or in memory.
    """

    type: Annotated[Literal["claim", "ephemeral", "emptyDir"], says("What it is.")] = "claim"
    path: Annotated[FilePath, says("Where the service's own container has it.")]
    size: Annotated[Size | None, says("How large it is; of an emptyDir, how large it may get.")] = None
    storage_class: Annotated[
        Annotated[str, text(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", "the name of a storage class", "gp3")] | None,
        says("Its StorageClass. Unset: gp3, which is made by us, encrypted, and can grow, or that of Auto Mode."),
    ] = None
    medium: Annotated[Literal["disk", "memory"], says("What an emptyDir is kept in.")] = "disk"


class ConfigFiles(Node, frozen=True):
    """Files of configuration; a change of them makes new pods."""

    path: Annotated[FilePath, says("The folder that the service's own container has them in.")]
    content: Annotated[dict[FileName, str], Meta(min_length=1), says("Their text, by file name.")]


class Secret(Node, frozen=True):
    """A secret of AWS Secrets Manager; External Secrets copies it into the cluster."""

    secret: Annotated[SecretId, says("Its name, or its ARN.")]
    path: Annotated[FilePath | None, says("The folder that the service's own container has it in: a file a key.")] = (
        None
    )
    env: Annotated[dict[EnvName, SecretKey], says("Environment variables, and the key that each has.")] = {}
    json: Annotated[bool, says("Whether it is a JSON object, whose keys are taken. False: all of it is `value`.")] = (
        True
    )
    kms_key: Annotated[KeyArn | None, says("The KMS key of yours that it is encrypted with.")] = None
    refresh_minutes: Annotated[Annotated[int, Meta(ge=1, le=10080)], says("How often it is read again.")] = 60
