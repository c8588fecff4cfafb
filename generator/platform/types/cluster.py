"""cluster: the EKS control plane."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.access import AccessEntry
from generator.platform.types.control_plane import ApiServer, ControllerManager, RemoteNetworks, ScalingTier, Scheduler
from generator.platform.types.log_group import LogClass, LogEncryption
from generator.platform.types.node import (
    AnyCidr,
    Cidr,
    KeyArn,
    Name,
    Node,
    RetentionDays,
    SecurityGroupId,
    TagKey,
    TagValue,
    Version,
    Zone,
    says,
)

LogType = Literal["api", "audit", "authenticator", "controllerManager", "scheduler"]


class Endpoint(Node, frozen=True):
    """How the Kubernetes API is reached."""

    private: Annotated[bool, says("Reachable from inside the VPC.")] = True
    public: Annotated[bool, says("Reachable from the internet.")] = False
    public_cidrs: Annotated[
        tuple[AnyCidr, ...],
        Meta(max_length=40),
        says("Who may reach the public endpoint; empty: everybody. IPv6 ones only of an IPv6 cluster."),
    ] = ()
    private_cidrs: Annotated[
        tuple[Cidr, ...],
        Meta(max_length=40),
        says("Who may reach the private endpoint from other networks, or from the VPC but not from a node."),
    ] = ()


class ControlPlaneLogs(Node, frozen=True, rename={"class_": "class", "retention_days": "retentionDays"}):
    """What the control plane writes to CloudWatch."""

    types: Annotated[tuple[LogType, ...], says("The kinds of log.")] = (
        "api",
        "audit",
        "authenticator",
        "controllerManager",
        "scheduler",
    )
    retention_days: Annotated[RetentionDays, says("How long they are kept.")] = 90
    class_: LogClass = "STANDARD"
    encryption: LogEncryption = False


class Cluster(Node, frozen=True):
    """The EKS cluster."""

    version: Annotated[Version, says("The Kubernetes version.")]
    subnets: Annotated[Name, says("The tier where the control plane's network interfaces lie.")]
    zones: Annotated[
        Annotated[tuple[Zone, ...], Meta(min_length=2, max_length=6)] | None,
        says("The zones it lies in, of vpc.zones. EKS keeps those of its creation for ever. Unset: all of them."),
    ] = None
    ip_family: Annotated[
        Literal["ipv4", "ipv6"], says("The addresses of pods and services. It can never be changed.")
    ] = "ipv4"
    service_cidr: Annotated[
        Cidr | None,
        says("The addresses of Kubernetes services. It can never be changed. Unset, and of IPv6: as AWS chooses it."),
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
    force_update_version: Annotated[bool, says("Upgrade though EKS' own checks find something that would break.")] = (
        False
    )
    deletion_protection: Annotated[bool, says("Refuse to destroy the cluster.")] = True
    zonal_shift: Annotated[
        bool | None, says("Whether ARC may move traffic out of a zone that fails. Unset: as EKS has it.")
    ] = None
    scaling_tier: Annotated[
        ScalingTier | None, says("Reserved capacity of the control plane, at a price. Unset: standard.")
    ] = None
    egress_mode: Annotated[
        Literal["AWS_MANAGED", "CUSTOMER_ROUTED"] | None,
        says("CUSTOMER_ROUTED: what the API calls leaves through the VPC. It can never be taken back."),
    ] = None
    security_groups: Annotated[
        tuple[SecurityGroupId, ...],
        Meta(max_length=4),
        says("Security groups of the control plane's network interfaces, beside the cluster's own."),
    ] = ()
    remote_networks: Annotated[RemoteNetworks | None, says("Networks of hybrid nodes.")] = None
    api_server: Annotated[ApiServer | None, says("Settings of kube-apiserver.")] = None
    scheduler: Annotated[Scheduler | None, says("Settings of kube-scheduler.")] = None
    controller_manager: Annotated[ControllerManager | None, says("Settings of kube-controller-manager.")] = None
    tags: Annotated[dict[TagKey, TagValue], Meta(max_length=50), says("Tags of the cluster alone.")] = {}
