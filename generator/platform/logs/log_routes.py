"""Which log goes where: from what writes it, over every stop, to where it is kept.

The one answer for Terraform, the collectors, pictures and rules.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.platform.services.workloads import runs
from generator.platform.types.log_destinations import NamespaceRoads
from generator.platform.types.open_search import Backup
from generator.platform.types.platform import Platform

SourceKind = Literal["containers", "host", "controlPlane"]
StopKind = Literal["logGroup", "function", "deliveryStream", "index", "bucket"]


class Source(NamedTuple):
    """What writes logs: the pods of a service, or of a namespace, or all; hosts; the control plane.

    A log is of the most precise source that there is, and of no other.
    """

    kind: SourceKind
    namespace: str | None = None
    service: str | None = None


class Stop(NamedTuple):
    """Where a log passes or stays, and where it goes on to.

    `name`: as AWS has it; of an index its prefix, before the day. `days`: how long it is kept there; None where it only
    passes.
    """

    kind: StopKind
    name: str
    days: int | None = None
    following: tuple["Stop", ...] = ()


class Route(NamedTuple):
    """Where the logs of a source go: `stops` are what a collector, or EKS, writes to itself."""

    source: Source
    stops: tuple[Stop, ...]


@lru_cache(maxsize=8)
def log_routes(platform: Platform) -> tuple[Route, ...]:
    """Every source of the platform that is told apart, also those whose logs go nowhere; the most precise first."""
    return (*_containers(platform), *_hosts(platform), _control_plane(platform))


def collected(platform: Platform) -> tuple[Route, ...]:
    """The routes that collectors serve; none where nothing is collected."""
    routes = tuple(route for route in log_routes(platform) if route.source.kind != "controlPlane")
    return routes if any(route.stops for route in routes) else ()


def sends_directly(platform: Platform) -> bool:
    """Whether collectors send documents to the OpenSearch domain themselves."""
    return any(stop.kind == "index" for route in collected(platform) for stop in route.stops)


def stops(routes: tuple[Route, ...]) -> Iterator[Stop]:
    """Every stop of some routes, with those behind it; one that several routes share comes as often."""
    for route in routes:
        for stop in route.stops:
            yield from _onwards(stop)


def _onwards(stop: Stop) -> Iterator[Stop]:
    yield stop
    for following in stop.following:
        yield from _onwards(following)


def container_log_group(platform: Platform) -> str:
    """The log group of containers; those of single namespaces and services have names below it."""
    return f"/aws/eks/{platform.name}/containers"


def host_log_group(platform: Platform) -> str:
    """The log group of nodes' own logs."""
    return f"/aws/eks/{platform.name}/hosts"


def control_plane_log_group(platform: Platform) -> str:
    """The log group that EKS writes to.

    https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
    """
    return f"/aws/eks/{platform.name}/cluster"


def index_prefix(platform: Platform, source: Source) -> str:
    """The start of the name of every index of a source's logs; the day comes behind it."""
    return f"{platform.name}-{INDEXES[source.kind]}"


INDEXES: dict[SourceKind, str] = {"containers": "containers", "host": "hosts", "controlPlane": "control-plane"}


FORWARDER = "log-forwarder"
"""The function that brings log events from CloudWatch Logs to the domain, behind the platform's name."""


def stream_name(platform: Platform, source: Source, store: Literal["open-search", "archive"]) -> str:
    """The delivery stream of a source's logs to a store."""
    return f"{index_prefix(platform, source)}-{store}"


def archive_bucket(platform: Platform) -> str:
    """The bucket of the archive. A bucket's name is the whole world's: the account makes it ours."""
    return f"{platform.name}-archive-{platform.account}"


def backup_bucket(platform: Platform) -> str:
    """The bucket of what goes through delivery streams to the domain."""
    return f"{platform.name}-backup-{platform.account}"


def _containers(platform: Platform) -> Iterator[Route]:
    for source in _sources(platform):
        below = "/".join(part for part in (source.namespace, source.service) if part)
        group = f"{container_log_group(platform)}/{below}" if below else container_log_group(platform)
        yield Route(source, tuple(_collected(platform, source, group)))


def _sources(platform: Platform) -> Iterator[Source]:
    """What is told apart of containers: services, namespaces, and the rest."""
    cloud_watch, settings = platform.logging.destinations.cloud_watch, platform.logging
    by = "platform" if cloud_watch is None else cloud_watch.groups
    services = {name: service.namespace for name, service in platform.services.items() if runs(service)}
    if by == "service":
        yield from (Source("containers", namespace, name) for name, namespace in sorted(services.items()))
    known = {*services.values(), *platform.namespaces} if by != "platform" else set()
    yield from (Source("containers", namespace) for namespace in sorted({*known, *settings.namespaces}))
    yield Source("containers")


def _collected(platform: Platform, source: Source, group: str) -> Iterator[Stop]:
    """Where a collector sends the logs of a source."""
    found, goes = platform.logging.destinations, platform.logging.namespaces.get(source.namespace or "")
    goes = goes or NamespaceRoads()
    search, archive = found.open_search if goes.open_search else None, found.s3 if goes.s3 else None
    if found.cloud_watch is not None and goes.cloud_watch:
        to_search = search is not None and search.via == "cloudWatchSubscription"
        to_archive = archive is not None and archive.via == "cloudWatchSubscription"
        following = _subscribed(platform, source, to_search, to_archive)
        yield Stop("logGroup", group, found.cloud_watch.retention_days, following)
    if search is not None and search.via == "direct":
        yield _index(platform, source)
    if search is not None and search.via == "firehose":
        kept = Stop("bucket", backup_bucket(platform), (search.backup or Backup()).retention_days)
        name = stream_name(platform, source, "open-search")
        yield Stop("deliveryStream", name, None, (_index(platform, source), kept))
    if archive is not None and archive.via == "firehose":
        yield _archive(platform, source)


def _hosts(platform: Platform) -> Iterator[Route]:
    """Those of nodes, where they are collected."""
    if platform.logging.host_logs is not None:
        source = Source("host")
        yield Route(source, tuple(_collected(platform, source, host_log_group(platform))))


def _control_plane(platform: Platform) -> Route:
    source, logs, roads = Source("controlPlane"), platform.cluster.logs, platform.logging.control_plane
    if not logs.types:
        return Route(source, ())
    following = _subscribed(platform, source, roads.open_search, roads.s3)
    return Route(source, (Stop("logGroup", control_plane_log_group(platform), logs.retention_days, following),))


def _subscribed(platform: Platform, source: Source, search: bool, archive: bool) -> tuple[Stop, ...]:
    """What the log group of a source is subscribed to by."""
    forwarder = Stop("function", f"{platform.name}-{FORWARDER}", None, (_index(platform, source),))
    return (*((forwarder,) if search else ()), *((_archive(platform, source),) if archive else ()))


def _index(platform: Platform, source: Source) -> Stop:
    found = platform.logging.destinations.open_search
    return Stop("index", index_prefix(platform, source), None if found is None else found.retention_days)


def _archive(platform: Platform, source: Source) -> Stop:
    found = platform.logging.destinations.s3
    kept = Stop("bucket", archive_bucket(platform), None if found is None else found.retention_days)
    return Stop("deliveryStream", stream_name(platform, source, "archive"), None, (kept,))
