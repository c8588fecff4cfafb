"""Nodes that are made alike, whoever makes them."""

from math import ceil
from typing import Literal, NamedTuple

from generator.platform.types.kubelet import Kubelet
from generator.platform.types.node import Node
from generator.platform.types.node_group import Taint


class Fleet(NamedTuple):
    """What arithmetic, pictures and rules need to know of nodes that are made alike, such as a node group.

    `node` is its mapping in platform.yaml. `subnets` is a tier, `zones` are letters in their order. There are `min` to
    `max` nodes; an update replaces `update` of them at once (a number, or a percentage of all), and never has fewer
    than `surge_floor` more in a zone. `given_max_pods` is set where a number is given, and not left to EKS. `kubelet`
    is what the user set of it.

    Where there is much to choose from, `choices` has every type, `said` says in words which, and arithmetic counts with
    `instance_types` alone, of which there are `max` nodes; of the smallest type there may be `most_nodes`. With
    `bounded` false nothing but the subnets limits their number, and `max` is 0. `note` says where the numbers are from.
    """

    kind: Literal["node group", "Karpenter pool", "Auto Mode pool"]
    name: str
    node: Node
    instance_types: tuple[str, ...]
    subnets: str
    zones: tuple[str, ...]
    min: int
    max: int
    update: int | str
    surge_floor: int
    given_max_pods: int | None
    labels: tuple[tuple[str, str], ...]
    taints: tuple[tuple[str, Taint], ...]
    os: Literal["linux", "windows"] = "linux"
    kubelet: Kubelet | None = None
    choices: tuple[str, ...] = ()
    said: str = ""
    most_nodes: int = 0
    bounded: bool = True
    note: str = ""

    @property
    def every_type(self) -> tuple[str, ...]:
        """Every instance type that a node may have."""
        return self.choices or self.instance_types

    @property
    def types_in_words(self) -> str:
        """The instance types, as a picture or a table says them."""
        return self.said or " ".join(self.instance_types)

    @property
    def scale(self) -> str:
        """How many nodes there may be, in words."""
        if not self.bounded:
            return "any number of nodes"
        return f"{self.min} to {self.max} nodes"

    @property
    def crowd(self) -> "Fleet":
        """The fleet when it has as many nodes as it can, whatever their type."""
        return self._replace(max=max(self.max, self.most_nodes))

    def grown(self, nodes: int) -> "Fleet":
        """The fleet with that many nodes instead of its `max`."""
        most = ceil(self.most_nodes * nodes / self.max) if self.max else nodes
        return self._replace(max=nodes, most_nodes=most)

    @property
    def replaced_at_once(self) -> int:
        """The most nodes that an update replaces at once, of all that there may be."""
        if isinstance(self.update, int):
            return min(self.update, self.max)
        return min(ceil(self.max * int(self.update.removesuffix("%")) / 100), 100)

    @property
    def surge(self) -> int:
        """Nodes more in a zone during an update."""
        return max(self.surge_floor, ceil(self.replaced_at_once / len(self.zones)))
