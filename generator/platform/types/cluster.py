"""cluster: the EKS control plane."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.node import (
    Cidr,
    KeyArn,
    Name,
    Namespace,
    Node,
    PrincipalArn,
    RetentionDays,
    Zone,
    says,
    text,
)

LogType = Literal["api", "audit", "authenticator", "controllerManager", "scheduler"]


class Endpoint(Node, frozen=True):
    """How the Kubernetes API is reached."""

    private: Annotated[bool, says("Reachable from inside the VPC.")] = True
    public: Annotated[bool, says("Reachable from the internet.")] = False
    public_cidrs: Annotated[
        tuple[Cidr, ...], Meta(max_length=40), says("Who may reach the public endpoint; empty: everybody.")
    ] = ()


class ControlPlaneLogs(Node, frozen=True):
    """What the control plane writes to CloudWatch."""

    types: Annotated[tuple[LogType, ...], says("The kinds of log.")] = (
        "api",
        "audit",
        "authenticator",
        "controllerManager",
        "scheduler",
    )
    retention_days: Annotated[RetentionDays, says("How long they are kept.")] = 90


class AccessEntry(Node, frozen=True):
    """An EKS access entry: what an IAM principal may do in the cluster."""

    principal: Annotated[PrincipalArn, says("The ARN of an IAM role or user.")]
    policy: Annotated[Literal["ClusterAdmin", "Admin", "AdminView", "Edit", "View"], says("The EKS access policy.")]
    namespaces: Annotated[tuple[Namespace, ...], says("Where it holds; empty: in the whole cluster.")] = ()


class Cluster(Node, frozen=True):
    """The EKS cluster."""

    version: Annotated[
        str, text(r"1\.[0-9]{2}", "a Kubernetes minor version, in quotes", "1.36"), says("The Kubernetes version.")
    ]
    subnets: Annotated[Name, says("The tier where the control plane's network interfaces lie.")]
    zones: Annotated[
        Annotated[tuple[Zone, ...], Meta(min_length=2, max_length=6)] | None,
        says("The zones it lies in, of vpc.zones. EKS keeps those of its creation for ever. Unset: all of them."),
    ] = None
    ip_family: Annotated[Literal["ipv4"], says("The addresses of pods and services. It can never be changed.")] = "ipv4"
    service_cidr: Annotated[
        Cidr | None,
        says("The addresses of Kubernetes services. It can never be changed. Unset: as AWS chooses it."),
    ] = None
    endpoint: Annotated[Endpoint, says("How the Kubernetes API is reached.")] = field(default_factory=Endpoint)
    secrets_encryption: Annotated[
        bool | KeyArn,
        says("Encrypt secrets with a KMS key: true: one of ours, or the ARN of a key. It cannot be undone."),
    ] = True
    logs: Annotated[ControlPlaneLogs, says("Control plane logs.")] = field(default_factory=ControlPlaneLogs)
    access: Annotated[dict[Name, AccessEntry], says("EKS access entries: the only way in.")] = {}
    support_type: Annotated[
        Literal["standard", "extended"],
        says("At the end of standard support: upgrade by AWS, or stay at a higher price."),
    ] = "standard"
    deletion_protection: Annotated[bool, says("Refuse to destroy the cluster.")] = True
