"""The way of a log line: from what writes it, over every stop, to where it is kept."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.picture.mermaid import Ids, Shape, chart, edge, node
from generator.platform.logs.log_routes import Route, Source, SourceKind, Stop, StopKind, log_routes
from generator.platform.types.platform import Platform

DRAWABLE = 30
"""Sources that a picture can show."""
WRITERS: dict[SourceKind, str] = {
    "containers": "containers",
    "host": "logs of nodes",
    "controlPlane": "the control plane",
}
KINDS: dict[StopKind, tuple[str, Shape]] = {
    "logGroup": ("log group", "store"),
    "function": ("function", "box"),
    "deliveryStream": ("delivery stream", "box"),
    "index": ("index of each day", "store"),
    "bucket": ("bucket", "store"),
}
COSTS: dict[StopKind, str] = {
    "logGroup": "each GB that is written, most of all; then what is kept",
    "function": "its running time",
    "deliveryStream": "each GB that passes, a record counting as at least 5 KB",
    "index": "the domain's instances and volumes, by the hour, full or empty",
    "bucket": "what is kept; each file that is written or moved",
}
"""What the bill follows.
https://aws.amazon.com/cloudwatch/pricing/, https://aws.amazon.com/firehose/pricing/,
https://aws.amazon.com/opensearch-service/pricing/, https://aws.amazon.com/s3/pricing/"""


class Row(NamedTuple):
    """A stop of the logs of a source: where they come from, how long they stay and what makes it dear."""

    source: str
    after: str
    stop: str
    kept: str
    cost: str


def log_plan(platform: Platform, ids: Ids) -> str:
    """A flowchart of every source and every stop; empty where no log goes anywhere."""
    lines = dict.fromkeys(line for route in _drawn(platform) for line in _way(platform, ids, *route))
    return chart("LR", sorted(lines, key=lambda line: " -->" in line)) if lines else ""


def log_stops(platform: Platform) -> list[Row]:
    """The same as rows."""
    return [
        row
        for route in _drawn(platform)
        for stop in route.stops
        for row in _rows(writer(route.source), _first(platform, route.source), stop)
    ]


def _drawn(platform: Platform) -> tuple[Route, ...]:
    """The routes; where there are more than a picture can show, not those of single services and namespaces."""
    routes = log_routes(platform)
    return routes if len(routes) <= DRAWABLE else tuple(route for route in routes if route.source.namespace is None)


def writer(source: Source) -> str:
    """What writes the logs of a source, in words."""
    if source.service is not None:
        return f"{source.service} in {source.namespace}"
    return f"containers in {source.namespace}" if source.namespace else WRITERS[source.kind]


def _first(platform: Platform, source: Source) -> str:
    """What reads the logs and sends them to the first stops."""
    return "EKS" if source.kind == "controlPlane" else platform.logging.collector


def _way(platform: Platform, ids: Ids, source: Source, stops: tuple[Stop, ...]) -> Iterator[str]:
    if not stops:
        return
    start, reader = ids(f"log {source}"), _first(platform, source)
    yield node(start, writer(source), "pill")
    yield node(ids(f"log {reader}"), reader)
    yield edge(start, ids(f"log {reader}"))
    for stop in stops:
        yield from _onwards(ids, ids(f"log {reader}"), stop)


def _onwards(ids: Ids, before: str, stop: Stop) -> Iterator[str]:
    words, shape = KINDS[stop.kind]
    here = ids(f"log {stop.kind} {stop.name}")
    kept = "" if stop.days is None else f", {stop.days} days"
    yield node(here, f"{words} {stop.name}{kept}", shape)
    yield edge(before, here)
    for following in stop.following:
        yield from _onwards(ids, here, following)


def _rows(source: str, after: str, stop: Stop) -> Iterator[Row]:
    words, _ = KINDS[stop.kind]
    kept = "only passes" if stop.days is None else f"{stop.days} days"
    yield Row(source, after, f"{words} `{stop.name}`", kept, COSTS[stop.kind])
    for following in stop.following:
        yield from _rows(source, f"`{stop.name}`", following)
