"""Logs that are to reach an OpenSearch domain by a road that is not there."""

from collections.abc import Iterator

from generator.platform.open_search import open_search
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield subscriptions to log groups that are not there or have none, and logs for a domain that is not there."""
    yield from _containers(platform)
    yield from _control_plane(platform)


def _containers(platform: Platform) -> Iterator[Violation]:
    found, cloud_watch = open_search(platform), platform.logging.destinations.cloud_watch
    if found is None:
        return
    if cloud_watch is None:
        message = "it subscribes to the log groups of cloudWatch, which is no destination here; add cloudWatch"
        yield Violation(found, "via", message)
    elif cloud_watch.class_ != "STANDARD":
        message = f"log groups of class {cloud_watch.class_} have no subscriptions, and openSearch needs one"
        yield Violation(cloud_watch, "class_", f"{message}; choose STANDARD")


def _control_plane(platform: Platform) -> Iterator[Violation]:
    roads, logs = platform.logging.control_plane, platform.cluster.logs
    if not roads.open_search:
        return
    if open_search(platform) is None:
        message = "there is no domain to send them to; add logging.destinations.openSearch, or leave this out"
        yield Violation(roads, "open_search", message)
    if not logs.types:
        yield Violation(roads, "open_search", "the control plane writes no logs; name some in cluster.logs.types")
    if logs.class_ != "STANDARD":
        message = f"a log group of class {logs.class_} has no subscriptions, and controlPlane.openSearch needs one"
        yield Violation(logs, "class_", f"{message}; choose STANDARD")
