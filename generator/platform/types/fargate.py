"""nodes.fargate: pods that AWS runs without nodes of ours."""

from typing import Annotated

from msgspec import Meta

from generator.platform.types.node import Name, Node, Zone, says, text

ProfileName = Annotated[
    str,
    text(
        r"(?!eks-)[a-z]([a-z0-9-]{0,60}[a-z0-9])?",
        "a profile's name of at most 62 lower-case letters, digits and hyphens that does not start with eks-",
        "jobs",
    ),
]
"""A hyphen and a hash of eight digits follow it; EKS keeps the prefix eks- for itself."""

NamespacePattern = Annotated[
    str, text(r"[a-z0-9*?]([a-z0-9*?-]{0,61}[a-z0-9*?])?", "a namespace, in which * and ? may stand", "jobs", "team-*")
]
LabelKeyPattern = Annotated[
    str,
    text(
        r"(?=.{1,127}$)([a-z0-9*?]([a-z0-9.*?-]*[a-z0-9*?])?/)?[A-Za-z0-9*?]([A-Za-z0-9_.*?-]*[A-Za-z0-9*?])?",
        "a label's key, in which * and ? may stand",
        "app.kubernetes.io/name",
    ),
]
LabelValuePattern = Annotated[
    str,
    text(r"[A-Za-z0-9*?]([A-Za-z0-9_.*?-]{0,61}[A-Za-z0-9*?])?", "a label's value, in which * and ? may stand", "web"),
]


class FargateProfile(Node, frozen=True, kw_only=True):
    """Which pods run on Fargate, and where. EKS cannot change one: an edit makes a new profile and its pods anew."""

    namespaces: Annotated[
        tuple[NamespacePattern, ...],
        Meta(min_length=1, max_length=5),
        says("The namespaces whose pods it takes: * stands for any characters, ? for one."),
    ]
    labels: Annotated[
        dict[LabelKeyPattern, LabelValuePattern],
        Meta(max_length=5),
        says("Labels that a pod must have, each of them; * and ? stand for others. Without any: every pod."),
    ] = {}
    subnets: Annotated[Name, says("The tier that its pods lie in, which must not be public.")]
    zones: Annotated[
        Annotated[tuple[Zone, ...], Meta(min_length=1)] | None,
        says("The zones that its pods lie in; all of vpc.zones without it."),
    ] = None


class Fargate(Node, frozen=True):
    """EKS Fargate profiles."""

    profiles: Annotated[dict[ProfileName, FargateProfile], Meta(min_length=1), says("Profiles, by name.")]
