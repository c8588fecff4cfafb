"""Parts of cluster: what the components of the control plane do, and nodes that are not in AWS."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Cidr, Node, says, text

ScalingTier = Literal["standard", "tier-xl", "tier-2xl", "tier-4xl", "tier-8xl"]
"""https://docs.aws.amazon.com/eks/latest/userguide/eks-provisioned-control-plane.html"""

NodePort = Annotated[int, Meta(ge=10260, le=32767)]
ScoredResource = Annotated[
    str,
    text(
        r"cpu|memory|nvidia\.com/gpu|aws\.amazon\.com/neuron(core)?",
        "cpu, memory, nvidia.com/gpu, aws.amazon.com/neuron or aws.amazon.com/neuroncore",
        "cpu",
    ),
]


class NodePortRange(Node, frozen=True):
    """The ports of Services of type NodePort."""

    min_port: Annotated[NodePort, says("The lowest.")] = 30000
    max_port: Annotated[NodePort, says("The highest.")] = 32767


class ApiServer(Node, frozen=True):
    """kube-apiserver. EKS goes back to no default by itself: write the default to have it again."""

    event_ttl: Annotated[
        Annotated[str, text(r"([1-5][0-9]|60)m|1h", "a time from 10m to 60m", "30m")] | None,
        says("How long events are kept; 60m without it."),
    ] = None
    service_node_port_range: Annotated[
        NodePortRange | None, says("The ports of NodePort services; 30000 to 32767 without it.")
    ] = None


class Scheduler(Node, frozen=True):
    """kube-scheduler: which of the nodes that a pod fits on it gets."""

    scoring_strategy: Annotated[
        Literal["LeastAllocated", "MostAllocated"],
        says("The emptiest node, or the fullest: fewer nodes, more at stake."),
    ] = "LeastAllocated"
    resources: Annotated[
        dict[ScoredResource, Annotated[int, Meta(ge=1, le=100)]],
        says("What counts, and how much; cpu and memory alike without it."),
    ] = {}


class ControllerManager(Node, frozen=True):
    """kube-controller-manager."""

    horizontal_pod_autoscaler_sync_period: Annotated[
        Annotated[str, text(r"1[0-5]s", "a time from 10s to 15s", "10s")] | None,
        says("How often autoscalers decide; 15s without it. Less needs a provisioned scalingTier."),
    ] = None


class RemoteNetworks(Node, frozen=True, kw_only=True):
    """Hybrid nodes: machines outside AWS, on networks that are routed here."""

    nodes: Annotated[tuple[Cidr, ...], Meta(min_length=1, max_length=15), says("The addresses of the machines.")]
    pods: Annotated[
        tuple[Cidr, ...],
        Meta(max_length=15),
        says("The addresses of their pods, where routers know them: webhooks and metrics there need it."),
    ] = ()
    credentials: Annotated[
        Literal["ssm", "none"],
        says(
            "ssm: a role for SSM hybrid activations, with its access entry. "
            "none: an entry of type HYBRID_LINUX names a role of your own."
        ),
    ] = "ssm"
