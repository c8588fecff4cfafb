"""logging.destinations.openSearch: a domain where logs are searched."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.node import Cidr, KeyArn, Name, Node, PrincipalArn, RetentionDays, says, text

InstanceType = Annotated[
    str, text(r"[a-z][a-z0-9]*\.[a-z0-9]+\.search", "an instance type of OpenSearch", "r7g.large.search")
]
DomainLog = Literal["application", "audit", "indexSlow", "searchSlow"]


class DedicatedMasters(Node, frozen=True, kw_only=True):
    """Instances that keep the domain together and hold no data."""

    instance_type: Annotated[InstanceType, says("Their type.")]
    instances: Annotated[Literal[3, 5], says("How many: a majority must be left when a zone is lost.")] = 3


class DomainLogs(Node, frozen=True):
    """What the domain writes of itself to CloudWatch Logs."""

    types: Annotated[tuple[DomainLog, ...], says("The kinds of log.")] = ("application", "audit")
    retention_days: Annotated[RetentionDays, says("How long they are kept.")] = 90


class CognitoPools(Node, frozen=True, kw_only=True):
    """Amazon Cognito, by which people sign in to Dashboards with their browsers."""

    user_pool: Annotated[
        Annotated[str, text(r"[a-z0-9-]+_[A-Za-z0-9]+", "the id of a user pool", "eu-west-1_a1B2c3D4e")],
        says("The id of the user pool."),
    ]
    identity_pool: Annotated[
        Annotated[
            str,
            text(
                r"[a-z0-9-]+:[0-9a-f-]{36}",
                "the id of an identity pool",
                "eu-west-1:1b2c3d4e-5f6a-4b7c-8d9e-0f1a2b3c4d5e",
            ),
        ],
        says("The id of the identity pool, whose roles are among `readers` or `admins`."),
    ]


class Dashboards(Node, frozen=True):
    """OpenSearch Dashboards, at /_dashboards of the domain."""

    cognito: Annotated[
        CognitoPools | None, says("How browsers sign in. Unset: requests are signed by IAM, as a signing proxy does.")
    ] = None


class Domain(Node, frozen=True, kw_only=True):
    """A domain of Amazon OpenSearch Service in the VPC."""

    name: Annotated[
        Annotated[str, text(r"[a-z][a-z0-9-]{2,27}", "a domain's name of 3 to 28 characters", "shop-logs")] | None,
        says("Its name. It can never be changed. Unset: the platform's, and -logs."),
    ] = None
    subnets: Annotated[Name, says("The tier that it lies in, with one subnet in each of its zones.")]
    version: Annotated[
        Annotated[str, text(r"OpenSearch_[1-9]\.[0-9]{1,2}", "a version of OpenSearch", "OpenSearch_2.19")],
        says("The version of its engine."),
    ]
    instance_type: Annotated[InstanceType, says("The type of its data nodes.")]
    instances: Annotated[int, Meta(ge=1, le=80), says("How many data nodes it has.")] = 3
    zones: Annotated[
        Literal[1, 2, 3] | None, says("In how many zones, the first of vpc.zones. Unset: as many as can be, up to 3.")
    ] = None
    volume_size: Annotated[int, Meta(ge=10, le=24576), says("The gp3 volume of each data node, in GiB.")]
    dedicated_masters: Annotated[DedicatedMasters | None, says("Instances that only keep it together.")] = None
    encryption: Annotated[
        bool | KeyArn,
        says("The KMS key at rest: true: one of ours, an ARN, or false: Amazon's. It can never be changed."),
    ] = True
    admins: Annotated[
        tuple[PrincipalArn, ...], says("IAM roles and users that may do everything but change who may do what.")
    ] = ()
    readers: Annotated[tuple[PrincipalArn, ...], says("IAM roles and users that may search the logs.")] = ()
    client_cidrs: Annotated[
        tuple[Cidr, ...], Meta(max_length=40), says("Networks that reach it at port 443, of people and their proxies.")
    ] = ()
    dashboards: Annotated[
        bool | Dashboards, says("Whether admins and readers may use OpenSearch Dashboards, and how they sign in.")
    ] = True
    logs: Annotated[DomainLogs, says("What it writes of itself.")] = field(default_factory=DomainLogs)
    service_linked_role: Annotated[
        bool, says("Make the role by which OpenSearch enters VPCs; false where the account has it already.")
    ] = True
    deletion_protection: Annotated[bool, says("Refuse to destroy the domain, and the logs in it.")] = True


class Backup(Node, frozen=True):
    """Files in S3 of what goes through a delivery stream, by which it can be had again."""

    documents: Annotated[Literal["failed", "all"], says("Those that the domain refused, or all.")] = "failed"
    retention_days: Annotated[int, Meta(ge=1, le=3650), says("How long files are kept.")] = 30


class OpenSearch(Node, frozen=True, kw_only=True):
    """OpenSearch: an index for every day, found by fields."""

    via: Annotated[
        Literal["cloudWatchSubscription", "direct", "firehose"],
        says(
            "How logs come there. cloudWatchSubscription: from the log groups, by a function of ours; direct: from the "
            "collector; firehose: from the collector, by a delivery stream that keeps in S3 what the domain refuses."
        ),
    ]
    domain: Annotated[Domain, says("The domain.")]
    retention_days: Annotated[int, Meta(ge=1, le=3650), says("How long the index of a day is kept.")] = 30
    shards: Annotated[int, Meta(ge=1, le=80), says("Primary shards of the index of a day.")] = 1
    replicas: Annotated[
        Annotated[int, Meta(ge=0, le=10)] | None,
        says("Copies of each shard. Unset: 1, and none where there is one node."),
    ] = None
    backup: Annotated[Backup | None, says("What the delivery stream keeps in S3. Unset: its defaults.")] = None
    daily_gigabytes: Annotated[
        Annotated[float, Meta(gt=0, le=1_000_000)] | None,
        says("The logs of a day in GB, as they are written; rules then work out whether the domain holds them."),
    ] = None
