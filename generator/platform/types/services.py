"""services: what runs, and who may talk to it."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.connections import Destination, Origin
from generator.platform.types.container import Container, ContainerFields, InitContainer, UserId
from generator.platform.types.expose import Expose
from generator.platform.types.node import Image, Name, Namespace, Node, PortName, SecurityGroupId, says, text
from generator.platform.types.rbac import Permission
from generator.platform.types.volume import ConfigFiles, PartName, Secret, Volume
from generator.platform.types.workload import Autoscaling, Count, Cron, Disruption, Job, Kind, Rollout, Spread, Stateful

ServiceName = Annotated[
    str,
    text(
        r"[a-z]([a-z0-9-]{0,57}[a-z0-9])?",
        "a name of at most 59 lower-case letters, digits and hyphens that starts with a letter",
        "web",
    ),
]
"""Flux puts the name of its Kustomization, app-NAME, into a label of 63 characters."""


class Security(Node, frozen=True):
    """Who the processes are; they are not root but where `privileges` say so."""

    run_as_user: Annotated[UserId | None, says("The user. Unset: the image's own, which must be a number.")] = None
    run_as_group: Annotated[UserId | None, says("The group.")] = None
    fs_group: Annotated[
        UserId | None, says("The group that volumes belong to. Unset: as runAsGroup or runAsUser, else 65532.")
    ] = None
    seccomp_unconfined: Annotated[
        bool, says("Whether they may make every system call. False: those that the runtime lets containers make.")
    ] = False


class Termination(Node, frozen=True):
    """How a pod ends."""

    grace_period_seconds: Annotated[
        Annotated[int, Meta(ge=0, le=7200)] | None,
        says("From the wish that it ends until it is killed. Unset: 30, and what it takes to leave a load balancer."),
    ] = None
    pre_stop_seconds: Annotated[
        Annotated[int, Meta(ge=0, le=3600)] | None,
        says("How long it goes on as before. Unset: as long as it takes to leave a load balancer."),
    ] = None


class Service(ContainerFields, frozen=True, kw_only=True):
    """A workload and the Kubernetes Service in front of it."""

    namespace: Annotated[Namespace, says("Its namespace, made by us.")]
    image: Annotated[Image | None, says("The container image; all but an ExternalName need one.")] = None
    kind: Annotated[Kind, says("The kind of the workload.")] = "Deployment"
    os: Annotated[Literal["linux", "windows"], says("The operating system that its image is made for.")] = "linux"
    replicas: Annotated[
        Count | Autoscaling | None, says("The number of pods, or the bounds of autoscaling. Unset: 2.")
    ] = None
    update: Annotated[Rollout | None, says("How pods are replaced when the service changes.")] = None
    stateful: Annotated[Stateful | None, says("What a StatefulSet has of its own.")] = None
    job: Annotated[Job | None, says("How a Job, or each run of a CronJob, runs.")] = None
    cron: Annotated[Cron | None, says("When a CronJob runs.")] = None
    volumes: Annotated[dict[PartName, Volume], says("Volumes, by name.")] = {}
    files: Annotated[dict[PartName, ConfigFiles], says("Files of configuration, by the name of their folder.")] = {}
    secrets: Annotated[dict[PartName, Secret], says("Secrets of AWS Secrets Manager, by a name of your own.")] = {}
    containers: Annotated[dict[Name, Container], says("Further containers of the pods, by name.")] = {}
    init_containers: Annotated[dict[Name, InitContainer], says("Containers that run before the others, by name.")] = {}
    security: Annotated[Security, says("Who the processes are.")] = field(default_factory=Security)
    service_account_token: Annotated[
        bool, says("Whether the pods get a token for the Kubernetes API, and may reach it; with rbac they do anyway.")
    ] = False
    rbac: Annotated[
        dict[Name, Permission], says("What the pods may do in the Kubernetes API, by a name of your own.")
    ] = {}
    priority: Annotated[Name | None, says("The priority of `priorities` that the pods have.")] = None
    termination: Annotated[Termination, says("How a pod ends.")] = field(default_factory=Termination)
    expose: Annotated[Expose, says("How others reach it.")] = field(default_factory=Expose)
    iam: Annotated[Name | None, says("The role of `iam.roles` that its pods have.")] = None
    security_groups: Annotated[
        tuple[SecurityGroupId, ...],
        Meta(max_length=16),
        says("Security groups of its pods, beside the cluster's own; with cni.securityGroupsForPods."),
    ] = ()
    connects_to: Annotated[
        dict[Name, PortName | Annotated[tuple[PortName, ...], Meta(min_length=1)] | Destination],
        says("What it calls: a service and its ports, a network, or pods of a namespace. All else is denied."),
    ] = {}
    allow_from: Annotated[
        dict[Name, Origin],
        says("Who else calls it: networks, and pods of namespaces. Services say so themselves, in `connectsTo`."),
    ] = {}
    disruption: Annotated[
        Disruption | None, says("What a node drain leaves running. Unset: one pod may go at a time.")
    ] = None
    spread: Annotated[
        Literal["zone", "node", "none"] | Spread | None,
        says("Spread the pods over zones, over nodes, or not at all. Unset: over zones; pods of jobs, not at all."),
    ] = None
