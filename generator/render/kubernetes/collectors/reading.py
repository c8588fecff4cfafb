"""What is not read, and which lines go no further."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.kubernetes.collectors.daemon_set import LOGS
from generator.render.kubernetes.collectors.outputs import container_routes
from generator.render.kubernetes.collectors.tags import exclusion_glob, exclusion_pattern


def excluded_files(platform: Platform, own: str) -> list[str]:
    """Files that are not read: the collector's own, which would feed itself, and those that nobody wants."""
    excluded = [exclusion_glob(entry) for entry in platform.logging.exclude.values() if entry.matching is None]
    return [f"{LOGS}/containers/{name}" for name in (own, *excluded, *_going_nowhere(platform))]


def _going_nowhere(platform: Platform) -> Iterator[str]:
    routes = container_routes(platform)
    for route in routes:
        source = route.source
        whole = source.namespace is not None and source.service is None
        if whole and not any(other.stops for other in routes if other.source.namespace == source.namespace):
            yield f"*_{source.namespace}_*.log"


def line_exclusions(platform: Platform) -> Iterator[tuple[str, str, str]]:
    """Yield, of each exclusion by line, a name, the pattern of its logs, and what its lines look like."""
    for name, entry in platform.logging.exclude.items():
        if entry.matching is not None:
            yield f"drop-{name}", exclusion_pattern(entry), entry.matching
