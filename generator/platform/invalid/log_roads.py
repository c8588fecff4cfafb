"""Logs that are to reach a store by a road that is not there."""

from collections.abc import Iterator
from itertools import pairwise

from generator.platform.types.log_destinations import Archive
from generator.platform.types.open_search import OpenSearch
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

ORDER = ("STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE")
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html"""
YOUNGEST = 30
"""Days, of a file that STANDARD_IA takes."""


def check(platform: Platform) -> Iterator[Violation]:
    """Yield subscriptions to log groups that have none, stores that are not there, and settings of other roads."""
    yield from _subscriptions(platform)
    yield from _control_plane(platform)
    yield from _namespaces(platform)
    found = platform.logging.destinations
    if found.open_search is not None and found.open_search.backup is not None and found.open_search.via != "firehose":
        message = f"only a delivery stream has a backup, and this is {found.open_search.via}; leave it out"
        yield Violation(found.open_search, "backup", message)
    if found.s3 is not None:
        yield from _ages(found.s3)


def _subscriptions(platform: Platform) -> Iterator[Violation]:
    destinations = platform.logging.destinations
    stores: list[OpenSearch | Archive | None] = [destinations.open_search, destinations.s3]
    subscribed = [store for store in stores if store is not None and store.via == "cloudWatchSubscription"]
    if destinations.cloud_watch is None:
        message = "it subscribes to the log groups of cloudWatch, which is no destination here; add cloudWatch"
        yield from (Violation(store, "via", message) for store in subscribed)
    elif subscribed and destinations.cloud_watch.class_ != "STANDARD":
        message = f"log groups of class {destinations.cloud_watch.class_} have no subscriptions, and via needs them"
        yield Violation(destinations.cloud_watch, "class_", f"{message}; choose STANDARD")


def _namespaces(platform: Platform) -> Iterator[Violation]:
    """Without a log group of its own a namespace has no subscriptions either."""
    found = platform.logging.destinations
    stores = {"open_search": ("openSearch", found.open_search), "s3": ("s3", found.s3)}
    for namespace, goes in platform.logging.namespaces.items():
        for field, (name, store) in stores.items():
            subscribed = store is not None and store.via == "cloudWatchSubscription"
            if subscribed and getattr(goes, field) and not goes.cloud_watch:
                message = (
                    f"logs of {namespace} come to {name} through cloudWatch; leave it on, or set {name}: false too"
                )
                yield Violation(goes, "cloud_watch", message)


def _control_plane(platform: Platform) -> Iterator[Violation]:
    roads, logs, destinations = platform.logging.control_plane, platform.cluster.logs, platform.logging.destinations
    stores = {"open_search": ("openSearch", destinations.open_search), "s3": ("s3", destinations.s3)}
    for field, (name, store) in stores.items():
        if getattr(roads, field) and store is None:
            message = f"there is no such store; add logging.destinations.{name}, or leave this out"
            yield Violation(roads, field, message)
        if getattr(roads, field) and not logs.types:
            yield Violation(roads, field, "the control plane writes no logs; name some in cluster.logs.types")
    if (roads.open_search or roads.s3) and logs.class_ != "STANDARD":
        message = f"a log group of class {logs.class_} has no subscriptions, and logging.controlPlane needs one"
        yield Violation(logs, "class_", f"{message}; choose STANDARD")


def _ages(archive: Archive) -> Iterator[Violation]:
    """Files move to cheaper classes only, and each time later."""
    if archive.storage_classes.get("STANDARD_IA", YOUNGEST) < YOUNGEST:
        message = f"STANDARD_IA takes files of {YOUNGEST} days and older; move them later, or to GLACIER_IR"
        yield Violation(archive, ("storage_classes", "STANDARD_IA"), message)
    ages = [(name, archive.storage_classes[name]) for name in ORDER if name in archive.storage_classes]
    for (before, early), (after, late) in pairwise(ages):
        if late <= early:
            message = f"files move to {after} after they were in {before}, so later than after {early} days"
            yield Violation(archive, ("storage_classes", after), message)
    for name, age in ages:
        if age >= archive.retention_days:
            message = f"files are gone after {archive.retention_days} days; move them sooner, or leave this out"
            yield Violation(archive, ("storage_classes", name), message)
