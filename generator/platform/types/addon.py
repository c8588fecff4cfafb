"""What EKS add-ons have in common."""

from typing import Annotated

from generator.platform.types.node import Node, says, text
from generator.platform.types.node_group import LabelKey, LabelValue

AddonVersion = Annotated[
    str, text(r"v[0-9]+\.[0-9]+\.[0-9]+-eksbuild\.[0-9]+", "an add-on version", "v1.21.1-eksbuild.3")
]


class Addon(Node, frozen=True):
    """An EKS add-on."""

    version: Annotated[AddonVersion | None, says("Its version. Unset: as AWS chooses it at creation.")] = None


class PlacedAddon(Addon, frozen=True):
    """An EKS add-on whose pods run on some nodes, not on each."""

    node_selector: Annotated[dict[LabelKey, LabelValue], says("Labels of the nodes that its pods run on.")] = {}
    tolerates: Annotated[
        tuple[LabelKey, ...],
        says("Keys of taints that its pods tolerate, whatever their value. CriticalAddonsOnly always is one."),
    ] = ()
