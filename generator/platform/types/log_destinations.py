"""logging.destinations: where logs are kept."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.log_group import LogClass, LogEncryption
from generator.platform.types.node import KeyArn, Node, RetentionDays, says
from generator.platform.types.open_search import OpenSearch


class CloudWatch(Node, frozen=True, rename={"class_": "class", "retention_days": "retentionDays"}):
    """CloudWatch Logs: log groups of the platform."""

    retention_days: Annotated[RetentionDays, says("How long logs are kept.")] = 30
    groups: Annotated[
        Literal["platform", "namespace", "service"],
        says("One log group for all containers, or one for each namespace, or each service, that is known here."),
    ] = "platform"
    class_: LogClass = "STANDARD"
    encryption: LogEncryption = False


class Archive(Node, frozen=True, kw_only=True):
    """Files in a bucket of ours: the cheapest way to keep logs for years."""

    via: Annotated[
        Literal["cloudWatchSubscription", "firehose"],
        says(
            "How logs come there, in both cases by a delivery stream: cloudWatchSubscription: from the log groups; "
            "firehose: from the collector."
        ),
    ]
    retention_days: Annotated[int, Meta(ge=1, le=36500), says("How long files are kept.")] = 365
    storage_classes: Annotated[
        dict[
            Literal["STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
            Annotated[int, Meta(ge=1, le=36500)],
        ],
        says("Cheaper classes, and the age in days at which files move there."),
    ] = {}
    encryption: Annotated[
        bool | KeyArn,
        says("Encrypt files with a KMS key: true: one of ours, an ARN, or false: a key that S3 has for itself."),
    ] = False


class Destinations(Node, frozen=True):
    """Where logs go: to each that is named, and nowhere else."""

    cloud_watch: Annotated[CloudWatch | None, says("CloudWatch Logs.")] = None
    open_search: Annotated[OpenSearch | None, says("A domain of Amazon OpenSearch Service.")] = None
    s3: Annotated[Archive | None, says("Files in S3.")] = None


class NamespaceRoads(Node, frozen=True):
    """Where the logs of a namespace go, where that is not as of all others."""

    cloud_watch: Annotated[bool, says("To log groups.")] = True
    open_search: Annotated[bool, says("To the domain.")] = True
    s3: Annotated[bool, says("To the archive.")] = True


class ControlPlaneRoads(Node, frozen=True):
    """Where the logs of the control plane go besides their own log group, cluster.logs."""

    open_search: Annotated[bool, says("To the domain of destinations.openSearch.")] = False
    s3: Annotated[bool, says("To the bucket of destinations.s3.")] = False
