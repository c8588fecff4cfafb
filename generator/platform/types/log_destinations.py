"""logging.destinations: where logs are kept."""

from typing import Annotated, Literal

from generator.platform.types.node import KeyArn, Node, RetentionDays, says


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
