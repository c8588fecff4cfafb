"""logging.destinations: where logs are kept."""

from typing import Annotated, Literal

from generator.platform.types.node import KeyArn, Node, RetentionDays, says
from generator.platform.types.open_search import OpenSearch


class CloudWatch(Node, frozen=True, rename={"class_": "class", "retention_days": "retentionDays"}):
    """CloudWatch Logs: log groups of the platform."""

    retention_days: Annotated[RetentionDays, says("How long logs are kept.")] = 30
    class_: Annotated[
        Literal["STANDARD", "INFREQUENT_ACCESS"],
        says(
            "INFREQUENT_ACCESS costs half and has no subscriptions, metrics or live tail. A change loses what is there."
        ),
    ] = "STANDARD"
    encryption: Annotated[
        bool | KeyArn,
        says("Encrypt them with a KMS key: true: one of ours, or the ARN of a key that CloudWatch Logs may use."),
    ] = False


class Destinations(Node, frozen=True):
    """Where logs go: to each that is named, and nowhere else."""

    cloud_watch: Annotated[CloudWatch | None, says("CloudWatch Logs.")] = None
    open_search: Annotated[OpenSearch | None, says("A domain of Amazon OpenSearch Service.")] = None


class ControlPlaneRoads(Node, frozen=True):
    """Where the logs of the control plane go besides their own log group, cluster.logs."""

    open_search: Annotated[bool, says("To the domain of destinations.openSearch.")] = False
