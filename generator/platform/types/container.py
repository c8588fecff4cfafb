"""What runs in a pod: what a container asks for, and how Kubernetes knows that it works."""

from typing import Annotated

from msgspec import Meta

from generator.platform.types.node import Node, PortName, says, text

Quantity = r"(0|[1-9][0-9]*)(\.[0-9]+)?"
Cpu = Annotated[str, text(rf"{Quantity}|[1-9][0-9]*m", "a CPU quantity", "250m", "2")]
Memory = Annotated[str, text(rf"{Quantity}(Ki|Mi|Gi|Ti|k|M|G|T)?", "a memory quantity", "256Mi")]
EnvName = Annotated[str, text(r"[A-Za-z_][A-Za-z0-9_]*", "the name of an environment variable", "LOG_LEVEL")]


class Resources(Node, frozen=True):
    """What a pod asks for."""

    cpu: Annotated[Cpu, says("The CPU request. No limit is set: it would only throttle.")] = "100m"
    memory: Annotated[Memory, says("The memory request, and its limit unless `memoryLimit` says otherwise.")] = "128Mi"
    memory_limit: Annotated[Memory | None, says("The memory limit.")] = None
    gpu: Annotated[Annotated[int, Meta(ge=0, le=16)], says("NVIDIA GPUs, whole ones.")] = 0
    neuron: Annotated[Annotated[int, Meta(ge=0, le=64)], says("Neuron devices of AWS, whole ones.")] = 0


class Probe(Node, frozen=True, kw_only=True):
    """A question that the kubelet asks the container: HTTP with a path, TCP without."""

    path: Annotated[Annotated[str, text(r"/[!-~]*", "an HTTP path", "/ready")] | None, says("An HTTP path.")] = None
    port: Annotated[PortName, says("The name of a port of the service.")]
    initial_delay_seconds: Annotated[Annotated[int, Meta(ge=0, le=3600)], says("Before the first probe.")] = 0
    period_seconds: Annotated[Annotated[int, Meta(ge=1, le=3600)], says("Between two probes.")] = 10
    timeout_seconds: Annotated[Annotated[int, Meta(ge=1, le=3600)], says("How long an answer may take.")] = 1
    failure_threshold: Annotated[Annotated[int, Meta(ge=1, le=1000)], says("Failures in a row that count.")] = 3


class Probes(Node, frozen=True):
    """How Kubernetes knows that a pod works."""

    readiness: Annotated[Probe | None, says("Whether it may have traffic.")] = None
    liveness: Annotated[Probe | None, says("Whether it must be restarted.")] = None
    startup: Annotated[Probe | None, says("Whether it has started; the others wait for it.")] = None
