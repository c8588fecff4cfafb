"""logging: where what containers print goes."""

from typing import Annotated

from msgspec import field

from generator.platform.types.collector import Collector
from generator.platform.types.log_destinations import CloudWatch, Destinations
from generator.platform.types.node import says


def _cloud_watch() -> Destinations:
    return Destinations(cloud_watch=CloudWatch())


class Logging(Collector, frozen=True):
    """Container logs."""

    destinations: Annotated[
        Destinations, says("Where they go. Unset: to cloudWatch. Empty: nowhere, and there is no collector.")
    ] = field(default_factory=_cloud_watch)
