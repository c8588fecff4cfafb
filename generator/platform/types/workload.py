"""What each kind of workload has of its own."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Node, says, text

Percent = Annotated[str, text(r"(100|[1-9]?[0-9])%", "a percentage", "50%")]
Count = Annotated[int, Meta(ge=0, le=10000)]
Some = Annotated[int, Meta(ge=1, le=10000)]
Kind = Literal["Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job"]


Use = Annotated[int, Meta(ge=1, le=1000)]


class Autoscaling(Node, frozen=True):
    """A HorizontalPodAutoscaler on the use of CPU, of memory, or of whichever wants more pods."""

    min: Annotated[Some, says("The fewest pods.")]
    max: Annotated[Some, says("The most pods.")]
    cpu: Annotated[
        Use | None,
        says("The average CPU use to keep, in percent of the request. Unset: 70, but with `memory` alone none."),
    ] = None
    memory: Annotated[Use | None, says("The average memory use to keep, in percent of the request.")] = None
    scale_down_after_seconds: Annotated[
        Annotated[int, Meta(ge=0, le=3600)] | None,
        says("How long fewer pods must have been enough until some go. Unset: 300."),
    ] = None


class Disruption(Node, frozen=True):
    """A PodDisruptionBudget: what a node drain leaves running."""

    min_available: Annotated[Count | Percent | None, says("Pods that stay.")] = None
    max_unavailable: Annotated[Count | Percent | None, says("Pods that may go at once.")] = None


class Spread(Node, frozen=True):
    """How pods are spread."""

    over: Annotated[Literal["zone", "node"], says("Over zones (and then over nodes), or over nodes alone.")] = "zone"
    max_skew: Annotated[
        Annotated[int, Meta(ge=1, le=1000)], says("How many pods more one zone or node may have than another.")
    ] = 1
    required: Annotated[
        bool, says("Whether a pod waits rather than make the spread uneven: over nodes if over nodes, else over zones.")
    ] = False
    min_domains: Annotated[
        Annotated[int, Meta(ge=1, le=1000)] | None, says("How many zones or nodes there must be, where required.")
    ] = None


class Rollout(Node, frozen=True):
    """How pods are replaced when the service changes."""

    type: Annotated[
        Literal["RollingUpdate", "Recreate", "OnDelete"],
        says("A few at a time, all at once after the old ones are gone, or each when somebody deletes it."),
    ] = "RollingUpdate"
    max_surge: Annotated[Count | Percent | None, says("Pods more than asked for. Unset: 25% of a Deployment.")] = None
    max_unavailable: Annotated[
        Count | Percent | None, says("Pods fewer than asked for. Unset: 0 of a Deployment, 10% of a DaemonSet.")
    ] = None
    partition: Annotated[Count | None, says("Of a StatefulSet, pods of a lower number stay as they are.")] = None
    min_ready_seconds: Annotated[
        Annotated[int, Meta(ge=0, le=3600)] | None,
        says("How long a new pod must have been ready to count. Unset: 10 of a StatefulSet, else 0."),
    ] = None
    progress_deadline_seconds: Annotated[
        Annotated[int, Meta(ge=1, le=86400)] | None, says("When a Deployment that gets no further counts as failed.")
    ] = None


class Retention(Node, frozen=True):
    """What becomes of the volumes of a StatefulSet."""

    when_deleted: Annotated[Literal["Retain", "Delete"], says("When it is deleted.")] = "Retain"
    when_scaled: Annotated[Literal["Retain", "Delete"], says("When it gets fewer pods.")] = "Retain"


class Stateful(Node, frozen=True):
    """What a StatefulSet has of its own."""

    pod_management_policy: Annotated[
        Literal["OrderedReady", "Parallel"], says("Whether its pods start one after the other, or all together.")
    ] = "OrderedReady"
    retention: Annotated[Retention | None, says("What becomes of its volumes. Unset: they are kept.")] = None


class Job(Node, frozen=True):
    """How a job runs to its end."""

    parallelism: Annotated[Some, says("Pods that run at once.")] = 1
    completions: Annotated[Some | None, says("Pods that must succeed. Unset: one, or any of those at once.")] = None
    completion_mode: Annotated[
        Literal["NonIndexed", "Indexed"], says("Whether each pod is told a number of its own, JOB_COMPLETION_INDEX.")
    ] = "NonIndexed"
    backoff_limit: Annotated[Count, says("How often it is tried again.")] = 3
    active_deadline_seconds: Annotated[
        Annotated[int, Meta(ge=1, le=31536000)] | None, says("When it is stopped, whether done or not.")
    ] = None
    restart_policy: Annotated[
        Literal["Never", "OnFailure"], says("After a failure: a new pod, or the same container again.")
    ] = "Never"
    ttl_seconds_after_finished: Annotated[
        Annotated[int, Meta(ge=0, le=31536000)] | None, says("When what is left of a run of a CronJob is removed.")
    ] = None


class Cron(Node, frozen=True):
    """When a CronJob runs."""

    schedule: Annotated[
        str,
        text(
            r"@(yearly|annually|monthly|weekly|daily|midnight|hourly)|[0-9A-Za-z*/,?-]+( [0-9A-Za-z*/,?-]+){4}",
            "a schedule of five fields",
            "0 3 * * *",
        ),
        says("Minute, hour, day of the month, month, day of the week."),
    ]
    time_zone: Annotated[
        str, text(r"[A-Za-z]+([/_+-][A-Za-z0-9]+)*", "a time zone", "Europe/Berlin"), says("The zone of its hours.")
    ] = "Etc/UTC"
    concurrency_policy: Annotated[
        Literal["Forbid", "Allow", "Replace"],
        says("When the last run is not done: leave one out, run beside it, or stop it."),
    ] = "Forbid"
    starting_deadline_seconds: Annotated[
        Annotated[int, Meta(ge=10, le=86400)] | None, says("How late a run may start. Unset: 300 seconds.")
    ] = None
    successful_jobs_history_limit: Annotated[Count, says("Runs that worked, and are kept.")] = 3
    failed_jobs_history_limit: Annotated[Count, says("Runs that failed, and are kept.")] = 3
    suspend: Annotated[bool, says("Whether no run starts.")] = False
