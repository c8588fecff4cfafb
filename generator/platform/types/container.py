"""What runs in a pod: what a container asks for, and how Kubernetes knows that it works."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.node import Image, Name, Node, Port, PortName, says, text
from generator.platform.types.privileges import Privileges

Quantity = r"(0|[1-9][0-9]*)(\.[0-9]+)?"
Cpu = Annotated[str, text(rf"{Quantity}|[1-9][0-9]*m", "a CPU quantity", "250m", "2")]
Memory = Annotated[str, text(rf"{Quantity}(Ki|Mi|Gi|Ti|k|M|G|T)?", "a memory quantity", "256Mi")]
EnvName = Annotated[str, text(r"[A-Za-z_][A-Za-z0-9_]*", "the name of an environment variable", "LOG_LEVEL")]
FilePath = Annotated[
    str, text(r"(/(?!\.{1,2}(/|$))[A-Za-z0-9_.@+-]+)+", "an absolute path without : and ..", "/var/lib/data")
]
Seconds = Annotated[int, Meta(ge=0, le=3600)]
Period = Annotated[int, Meta(ge=1, le=3600)]
Failures = Annotated[int, Meta(ge=1, le=1000)]
UserId = Annotated[int, Meta(ge=1, le=2147483647)]


class Resources(Node, frozen=True):
    """What a container asks for."""

    cpu: Annotated[Cpu, says("The CPU request. No limit is set: it would only throttle.")] = "100m"
    memory: Annotated[Memory, says("The memory request, and its limit unless `memoryLimit` says otherwise.")] = "128Mi"
    memory_limit: Annotated[Memory | None, says("The memory limit.")] = None
    gpu: Annotated[Annotated[int, Meta(ge=0, le=16)], says("NVIDIA GPUs, whole ones.")] = 0
    neuron: Annotated[Annotated[int, Meta(ge=0, le=64)], says("Neuron devices of AWS, whole ones.")] = 0
    ephemeral_storage: Annotated[Memory | None, says("Room on the node's disk: the request, and the limit.")] = None


class Probe(Node, frozen=True, kw_only=True):
    """A question that the kubelet asks the container: HTTP with a path, TCP without."""

    path: Annotated[Annotated[str, text(r"/[!-~]*", "an HTTP path", "/ready")] | None, says("An HTTP path.")] = None
    port: Annotated[PortName, says("The name of a port of the container.")]
    initial_delay_seconds: Annotated[Seconds, says("Before the first probe.")] = 0
    period_seconds: Annotated[Period, says("Between two probes.")] = 10
    timeout_seconds: Annotated[Period, says("How long an answer may take.")] = 1
    failure_threshold: Annotated[Failures, says("Failures in a row that count.")] = 3


class Probes(Node, frozen=True):
    """How Kubernetes knows that a pod works."""

    readiness: Annotated[Probe | None, says("Whether it may have traffic.")] = None
    liveness: Annotated[Probe | None, says("Whether it must be restarted.")] = None
    startup: Annotated[Probe | None, says("Whether it has started; the others wait for it.")] = None


class PortSpec(Node, frozen=True):
    """A port with its protocol."""

    port: Annotated[Port, says("Its number.")]
    protocol: Annotated[Literal["TCP", "UDP"], says("Its protocol.")] = "TCP"


Ports = dict[PortName, Port | PortSpec]


class ContainerFields(Node, frozen=True, kw_only=True):
    """What every container has."""

    command: Annotated[tuple[str, ...], says("What runs instead of the image's own command.")] = ()
    args: Annotated[tuple[str, ...], says("Its arguments.")] = ()
    env: Annotated[dict[EnvName, str], says("Environment variables.")] = {}
    resources: Annotated[Resources, says("Requests and limits.")] = field(default_factory=Resources)
    ports: Annotated[Ports, says("Its ports, by name: a number for TCP, or number and protocol.")] = {}
    probes: Annotated[Probes, says("Health checks.")] = field(default_factory=Probes)
    writable_root: Annotated[
        bool, says("Whether it may write anywhere in its file system. False: to /tmp and its volumes alone.")
    ] = False
    privileges: Annotated[Privileges, says("What it may do beyond the restricted level of Pod Security.")] = field(
        default_factory=Privileges
    )


class Container(ContainerFields, frozen=True, kw_only=True):
    """A further container of the pods."""

    image: Annotated[Image, says("Its image.")]
    mounts: Annotated[
        dict[Name, FilePath], says("Where it has what of the service's `volumes`, `files` and `secrets`.")
    ] = {}


class InitContainer(Container, frozen=True, kw_only=True):
    """A container that runs before the others, to its end; a sidecar starts there and goes on beside them."""

    order: Annotated[
        Annotated[int, Meta(ge=0, le=99)], says("When it runs: those of a lower number first, then by name.")
    ] = 0
    sidecar: Annotated[
        bool, says("Whether it goes on beside the others, and ends after them; a Job does not wait for it.")
    ] = False
