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
    than `surge_floor` more in a zone. `given_max_pods` is set where the user gave a number. `kubelet` is what the user
    set of it.
    """

    kind: Literal["node group"]
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
