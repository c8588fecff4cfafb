"""services: what runs, and who may talk to it."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.container import EnvName, Probes, Resources
from generator.platform.types.expose import Expose
from generator.platform.types.node import (
    AnyCidr,
    Image,
    Name,
    Namespace,
    Node,
    Port,
    PortName,
    SecurityGroupId,
    says,
    text,
)

ServiceName = Annotated[
    str,
    text(
        r"[a-z]([a-z0-9-]{0,57}[a-z0-9])?",
        "a name of at most 59 lower-case letters, digits and hyphens that starts with a letter",
        "web",
    ),
]
"""Flux puts the name of its Kustomization, app-NAME, into a label of 63 characters."""
Percent = Annotated[str, text(r"(100|[1-9]?[0-9])%", "a percentage", "50%")]
Count = Annotated[int, Meta(ge=0, le=10000)]


class Autoscaling(Node, frozen=True):
    """A HorizontalPodAutoscaler on CPU."""

    min: Annotated[int, Meta(ge=1, le=10000), says("The fewest pods.")]
    max: Annotated[int, Meta(ge=1, le=10000), says("The most pods.")]
    cpu: Annotated[int, Meta(ge=1, le=1000), says("The average CPU use to keep, in percent of the request.")] = 70


class CidrDestination(Node, frozen=True):
    """A network outside the cluster that a service calls."""

    cidr: Annotated[AnyCidr, says("The network.")]
    ports: Annotated[tuple[Port, ...], Meta(min_length=1, max_length=24), says("TCP ports.")]


class Disruption(Node, frozen=True):
    """A PodDisruptionBudget: what a node drain leaves running."""

    min_available: Annotated[Count | Percent | None, says("Pods that stay.")] = None
    max_unavailable: Annotated[Count | Percent | None, says("Pods that may go at once.")] = None


class Service(Node, frozen=True):
    """A workload and the Kubernetes Service in front of it."""

    namespace: Annotated[Namespace, says("Its namespace, made by us.")]
    image: Annotated[Image, says("The container image.")]
    kind: Annotated[Literal["Deployment"], says("The kind of the workload.")] = "Deployment"
    os: Annotated[Literal["linux", "windows"], says("The operating system that its image is made for.")] = "linux"
    replicas: Annotated[
        Annotated[int, Meta(ge=0, le=10000)] | Autoscaling, says("The number of pods, or the bounds of autoscaling.")
    ] = 2
    resources: Annotated[Resources, says("Requests and limits.")] = field(default_factory=Resources)
    ports: Annotated[dict[PortName, Port], says("TCP ports of the container, by name.")] = {}
    probes: Annotated[Probes, says("Health checks.")] = field(default_factory=Probes)
    env: Annotated[dict[EnvName, str], says("Environment variables.")] = {}
    expose: Annotated[Expose, says("How others reach it.")] = field(default_factory=Expose)
    iam: Annotated[Name | None, says("The role of `iam.roles` that its pods have.")] = None
    security_groups: Annotated[
        tuple[SecurityGroupId, ...],
        Meta(max_length=16),
        says("Security groups of its pods, beside the cluster's own; with cni.securityGroupsForPods."),
    ] = ()
    connects_to: Annotated[
        dict[Name, PortName | CidrDestination],
        says("What it calls: a service and its port, or a network. It becomes network policies; all else is denied."),
    ] = {}
    disruption: Annotated[
        Disruption | None, says("What a node drain leaves running. Unset: one pod may go at a time.")
    ] = None
    spread: Annotated[
        Literal["zone", "node", "none"], says("Spread the pods over zones, over nodes, or not at all.")
    ] = "zone"
