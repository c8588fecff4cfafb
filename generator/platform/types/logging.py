"""logging: where what containers print goes."""

from typing import Annotated, Literal

from msgspec import field

from generator.platform.types.log_destinations import CloudWatch, Destinations
from generator.platform.types.node import Node, says


def _cloud_watch() -> Destinations:
    return Destinations(cloud_watch=CloudWatch())


class Logging(Node, frozen=True):
    """Container logs."""

    collector: Annotated[Literal["fluent-bit"], says("What reads them on every node.")] = "fluent-bit"
    destinations: Annotated[
        Destinations, says("Where they go. Unset: to cloudWatch. Empty: nowhere, and there is no collector.")
    ] = field(default_factory=_cloud_watch)
