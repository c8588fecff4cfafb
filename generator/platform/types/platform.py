"""The whole of platform.yaml."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.addons import Addons
from generator.platform.types.cluster import Cluster
from generator.platform.types.cni import Cni
from generator.platform.types.gitops import GitOps
from generator.platform.types.iam import Iam
from generator.platform.types.ingress import Ingress
from generator.platform.types.lint import Lint
from generator.platform.types.logging import Logging
from generator.platform.types.namespaces import NamespaceSettings, Priority
from generator.platform.types.node import Account, Name, Namespace, Node, Region, TagKey, TagValue, says, text
from generator.platform.types.nodes import Nodes
from generator.platform.types.registry import Registry
from generator.platform.types.services import Service, ServiceName
from generator.platform.types.subnets import SubnetTier
from generator.platform.types.terraform import Terraform
from generator.platform.types.vpc import Vpc

PriorityName = Annotated[
    str,
    text(
        r"(?!system-)[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
        "a name of lower-case letters, digits and hyphens that does not start with system-",
        "critical",
    ),
]
Tier = Literal["production", "staging", "development"]


class Definition(Node, frozen=True, kw_only=True):
    """An EKS platform in one file."""

    api_version: Annotated[Literal["groundplan/v1"], says("The version of this language.")]
    name: Annotated[
        str,
        text(
            r"[a-z]([a-z0-9-]{0,37}[a-z0-9])?",
            "a name of at most 39 lower-case letters, digits and hyphens that starts with a letter",
            "shop",
        ),
        says("The cluster's name, and the prefix of every AWS name."),
    ]
    account: Annotated[Account, says("The AWS account.")]
    region: Annotated[Region, says("The AWS region.")]
    tier: Annotated[Tier, says("What the rules expect of it.")]
    tags: Annotated[dict[TagKey, TagValue], Meta(max_length=40), says("Tags of every AWS resource.")] = {}
    vpc: Annotated[Vpc, says("The network.")]
    subnets: Annotated[
        dict[Name, SubnetTier], Meta(min_length=1), says("Subnet tiers, by name; one subnet per zone each.")
    ]
    cluster: Annotated[Cluster, says("The EKS control plane.")]
    cni: Annotated[Cni, says("Pod addresses.")] = field(default_factory=Cni)
    nodes: Annotated[Nodes, says("What pods run on.")]
    addons: Annotated[Addons, says("EKS add-ons.")] = field(default_factory=Addons)
    services: Annotated[dict[ServiceName, Service], says("What runs, by name.")] = {}
    namespaces: Annotated[
        dict[Namespace, NamespaceSettings], says("Quotas and limits of namespaces; each service's is made anyway.")
    ] = {}
    priorities: Annotated[dict[PriorityName, Priority], says("Who goes first where room is short, by name.")] = {}
    ingress: Annotated[Ingress, says("Who is let in from outside.")] = field(default_factory=Ingress)
    iam: Annotated[Iam, says("What pods may do in AWS.")] = field(default_factory=Iam)
    logging: Annotated[Logging, says("Container logs.")] = field(default_factory=Logging)
    gitops: Annotated[GitOps, says("The repository that Flux reads.")]
    registry: Annotated[Registry, says("Where the images of what we install come from.")] = field(
        default_factory=Registry
    )
    terraform: Annotated[Terraform, says("How the AWS half is applied.")] = field(default_factory=Terraform)
    lint: Annotated[Lint, says("What is checked, and what is knowingly allowed.")] = field(default_factory=Lint)


OURS = ("environment", "extraFiles", "neverAllowed")
"""Keys of a platform that nobody writes."""


class Platform(Definition, frozen=True, kw_only=True):
    """A definition for one environment: what rules and renderers are given."""

    environment: str
    extra_files: dict[str, str] = {}
    """The files of terraform.extra, by name: read when the platform is, so that what renders them reads nothing."""
    never_allowed: frozenset[str] = frozenset()
    """The ids of the rules whose findings no allow silences: a policy says so."""
