"""logging: where what containers print goes."""

from typing import Annotated, Literal

from msgspec import field

from generator.platform.types.node import Node, RetentionDays, says


class CloudWatch(Node, frozen=True):
    """CloudWatch Logs."""

    retention_days: Annotated[RetentionDays, says("How long container logs are kept.")] = 30


class Destinations(Node, frozen=True):
    """Where logs go."""

    cloud_watch: Annotated[CloudWatch, says("CloudWatch Logs.")] = field(default_factory=CloudWatch)


class Logging(Node, frozen=True):
    """Container logs."""

    collector: Annotated[Literal["fluent-bit"], says("What reads them on every node.")] = "fluent-bit"
    destinations: Annotated[Destinations, says("Where they go.")] = field(default_factory=Destinations)
