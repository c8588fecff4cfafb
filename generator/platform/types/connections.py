"""Who may talk to whom, where it is not two services."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import AnyCidr, Namespace, Node, Port, PortName, says

Label = Annotated[str, Meta(min_length=1, max_length=253)]


class Peers(Node, frozen=True, kw_only=True):
    """A network, or pods of a namespace."""

    cidr: Annotated[AnyCidr | None, says("A network outside the cluster.")] = None
    namespace: Annotated[Namespace | None, says("A namespace, ours or not.")] = None
    pods: Annotated[dict[Label, str], says("Labels of its pods. Unset: all of them.")] = {}


class Destination(Peers, frozen=True, kw_only=True):
    """A network, or pods of a namespace, that a service calls."""

    ports: Annotated[tuple[Port, ...], Meta(min_length=1, max_length=24), says("Ports.")]
    protocol: Annotated[Literal["TCP", "UDP"], says("Their protocol.")] = "TCP"


class Origin(Peers, frozen=True, kw_only=True):
    """A network, or pods of a namespace, that call a service."""

    ports: Annotated[tuple[PortName, ...], Meta(min_length=1), says("The names of ports of the service.")]
