"""logging: where what containers print goes."""

from typing import Annotated

from msgspec import field

from generator.platform.types.collector import Collector
from generator.platform.types.log_destinations import CloudWatch, ControlPlaneRoads, Destinations, NamespaceRoads
from generator.platform.types.node import Namespace, says


def _cloud_watch() -> Destinations:
    return Destinations(cloud_watch=CloudWatch())


class Logging(Collector, frozen=True):
    """Container logs."""

    destinations: Annotated[
        Destinations, says("Where they go. Unset: to cloudWatch. Empty: nowhere, and there is no collector.")
    ] = field(default_factory=_cloud_watch)
    namespaces: Annotated[
        dict[Namespace, NamespaceRoads], says("Namespaces whose logs go elsewhere, or nowhere, of those destinations.")
    ] = {}
    control_plane: Annotated[ControlPlaneRoads, says("Where the logs of the control plane go besides.")] = field(
        default_factory=ControlPlaneRoads
    )
