"""services.<name>.expose: how others reach a service."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.node import Cidr, Node, Port, PortName, says, text

DnsName = Annotated[
    str,
    text(
        r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?",
        "a DNS name",
        "billing.example.com",
    ),
]


class Expose(Node, frozen=True):
    """How others reach it."""

    type: Annotated[
        Literal["ClusterIP", "Headless", "NodePort", "LoadBalancer", "ExternalName", "none"],
        says("The type of the Kubernetes Service; Headless: DNS answers with the pods; none: nobody calls it."),
    ] = "ClusterIP"
    ports: Annotated[
        dict[PortName, Port],
        says("Of a LoadBalancer, the ports that it has, each with its number there. Unset: all, with their own."),
    ] = {}
    node_ports: Annotated[
        dict[PortName, Port], says("The port of every node for a port of the container. Unset: Kubernetes chooses.")
    ] = {}
    source_ranges: Annotated[
        tuple[Cidr, ...], Meta(max_length=50), says("Of a NodePort, networks that are let in to the nodes.")
    ] = ()
    traffic_policy: Annotated[
        Literal["Cluster", "Local"] | None,
        says("Of a NodePort: whether a node also passes on to pods of other nodes, which hides the caller's address."),
    ] = None
    internal_traffic_policy: Annotated[
        Literal["Cluster", "Local"] | None,
        says("Inside the cluster. Local: callers reach pods of their own node alone; without any, nothing."),
    ] = None
    traffic_distribution: Annotated[
        Literal["PreferSameZone", "PreferSameNode"] | None,
        says("Inside the cluster, where pods of the caller's zone or node go first. Unset: each pod the same share."),
    ] = None
    external_name: Annotated[DnsName | None, says("Of an ExternalName, the name that DNS answers with.")] = None
    load_balancer: Annotated[LoadBalancer | None, says("Of a LoadBalancer, what it is like.")] = None
    publish_not_ready: Annotated[bool, says("Whether DNS answers with pods that are not ready yet, too.")] = False
