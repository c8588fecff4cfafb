"""cluster.access: EKS access entries."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Node, PrincipalArn, TagKey, TagValue, says, text

AccessPolicy = Annotated[
    str,
    text(
        r"ClusterAdmin|Admin|AdminView|Edit|View|SecretReader|SecretAdmin|Event|ACK|KRO|ArgoCD|ArgoCDCluster"
        r"|(?!AmazonEKS)A[A-Za-z]+Policy[A-Za-z]*",
        "an EKS access policy (ClusterAdmin, Admin, AdminView, Edit, View, SecretReader, SecretAdmin, Event, ACK, KRO, "
        "ArgoCD, ArgoCDCluster; another service's by its full name)",
        "View",
    ),
]
"""`Edit` is AmazonEKSEditPolicy. Those that AWS gives to its own roles, and to Auto Mode's nodes, are not among them.
https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html"""

EntryType = Literal["STANDARD", "EC2_LINUX", "EC2_WINDOWS", "EC2", "FARGATE_LINUX", "HYBRID_LINUX"]
"""Without HYPERPOD_LINUX: SageMaker makes that entry, and not every provider knows it.
https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html"""

NamespacePattern = Annotated[
    str, text(r"[a-z0-9*]([a-z0-9*-]{0,61}[a-z0-9*])?", "a namespace's name, possibly with *", "team-*")
]
Group = Annotated[
    str, text(r"(?!system:)[!-~]{1,255}", "a group's name that does not start with system:", "developers")
]
"""EKS refuses system:, so that nobody is made a member of system:masters."""

Username = Annotated[
    str,
    text(
        r"(?!(system|eks|aws|amazon|iam):)(?![^:]*\{\{SessionName)[!-~]{1,255}",
        "a user's name that does not start with system:, eks:, aws:, amazon: or iam:, "
        "and has a colon before {{SessionName}}",
        "ops:{{SessionName}}",
    ),
]
"""https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html"""


class PolicyScope(Node, frozen=True):
    """Where an access policy holds."""

    namespaces: Annotated[tuple[NamespacePattern, ...], says("Namespaces; empty: the whole cluster.")] = ()


class AccessEntry(Node, frozen=True, kw_only=True):
    """An EKS access entry: what an IAM principal may do in the cluster."""

    principal: Annotated[PrincipalArn, says("The ARN of an IAM role or user.")]
    type: Annotated[
        EntryType,
        says("STANDARD: people and programs. The others are roles of nodes, which EKS gives what nodes need."),
    ] = "STANDARD"
    policy: Annotated[AccessPolicy | None, says("The EKS access policy.")] = None
    namespaces: Annotated[tuple[NamespacePattern, ...], says("Where `policy` holds; empty: in the whole cluster.")] = ()
    policies: Annotated[
        dict[AccessPolicy, PolicyScope], says("Several access policies, each with the namespaces where it holds.")
    ] = {}
    kubernetes_groups: Annotated[
        tuple[Group, ...], says("Groups that RoleBindings of your own give permissions to.")
    ] = ()
    username: Annotated[
        Username | None, says("The user's name in Kubernetes and its audit log. Unset: EKS takes the ARN.")
    ] = None
    tags: Annotated[dict[TagKey, TagValue], Meta(max_length=50), says("Tags of the entry.")] = {}
