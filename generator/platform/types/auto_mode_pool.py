"""nodes.autoMode.pools: which nodes EKS Auto Mode may make beside Amazon's own pools."""

from typing import Annotated, ClassVar

from msgspec import Meta, field

from generator.platform.types.karpenter_disruption import Age, Duration
from generator.platform.types.node import KeyArn, Node, says, text
from generator.platform.types.pool import Pool

AutoModePoolName = Annotated[
    str,
    text(
        r"(?!(default|general-purpose|system)$)[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
        "a pool's name of at most 63 lower-case letters, digits and hyphens, other than Amazon's own",
        "batch",
    ),
]


class EphemeralStorage(Node, frozen=True):
    """The encrypted gp3 volume that images, logs and the pods' own files lie on."""

    size: Annotated[int, Meta(ge=20, le=59000), says("GiB.")] = 80
    iops: Annotated[int, Meta(ge=3000, le=16000), says("Operations per second.")] = 3000
    throughput: Annotated[int, Meta(ge=125, le=1000), says("MiB per second.")] = 125
    kms_key: Annotated[KeyArn | None, says("The KMS key that encrypts it. Unset: EBS' own.")] = None


class Proxy(Node, frozen=True):
    """A forward proxy between the nodes and the internet."""

    https: Annotated[
        str,
        text(r"https?://[A-Za-z0-9.:\[\]-]{1,240}", "the URL of a proxy", "http://192.0.2.4:3128"),
        says("Where it is."),
    ]
    exclude: Annotated[
        tuple[Annotated[str, text(r"[A-Za-z0-9.:/*-]{1,255}", "a host or a network", ".internal")], ...],
        Meta(max_length=50),
        says("What is reached without it."),
    ] = ()


class AutoModePool(Pool, frozen=True, kw_only=True):
    """Nodes of Auto Mode of a kind and in subnets of your choice."""

    label_domain: ClassVar[str] = "eks.amazonaws.com"

    disk: Annotated[EphemeralStorage, says("The volume for images, logs and pods.")] = field(
        default_factory=EphemeralStorage
    )
    proxy: Annotated[Proxy | None, says("A forward proxy.")] = None
    certificates: Annotated[
        dict[
            Annotated[str, text(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "a certificate's name", "corporate-ca")],
            Annotated[str, text(r"[A-Za-z0-9+/]+={0,2}", "a PEM bundle in base64")],
        ],
        says("Certificate authorities that nodes trust, by name: PEM bundles in base64."),
    ] = {}
    expire_after: Annotated[Age, says("The age at which a node is drained and replaced: AWS does it at 504h.")] = "336h"
    termination_grace_period: Annotated[
        Duration | None, says("How long a drain may take before pods are killed. Unset: a day.")
    ] = None
