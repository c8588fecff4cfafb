"""services.<name>.expose: how others reach a service."""

from typing import Annotated, Literal

from generator.platform.types.node import Node, says


class Expose(Node, frozen=True):
    """How others reach it."""

    type: Annotated[
        Literal["ClusterIP", "none"], says("The type of the Kubernetes Service; none: nobody calls it.")
    ] = "ClusterIP"
