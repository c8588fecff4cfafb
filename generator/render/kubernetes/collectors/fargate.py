"""What the log router that is built into Fargate is told: the same routes and exclusions, as far as it has the plugins.

It takes neither scripts nor the multiline filter, and writes neither to S3 nor to an address that only AWS knows.
https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
"""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.kubernetes.collectors.match import match
from generator.render.kubernetes.collectors.outputs import Output, container_routes, outputs
from generator.render.kubernetes.collectors.tags import exclusion_pattern, patterns
from generator.render.text import text

KINDS = ("logGroup", "deliveryStream")


def files(platform: Platform) -> dict[str, str]:
    """The parts of the ConfigMap; none where the router can send to none of the destinations."""
    found = [output for output in outputs(platform) if not output.host and output.stop.kind in KINDS]
    if not found:
        return {}
    return {
        "filters.conf": text("fargate_filters.conf", drops=list(_drops(platform))),
        "output.conf": text("fargate_output.conf", region=platform.region, outputs=[_sent(platform, o) for o in found]),
        "parsers.conf": text("fargate_parsers.conf"),
    }


def _drops(platform: Platform) -> Iterator[dict[str, str]]:
    for entry in platform.logging.exclude.values():
        yield {"match": match(exclusion_pattern(entry)), "pattern": entry.matching or "^"}


def _sent(platform: Platform, output: Output) -> dict[str, str]:
    known = [route.source for route in container_routes(platform)]
    return {
        "kind": output.stop.kind,
        "name": output.stop.name,
        "match": match(patterns(platform, output.sources, known)),
    }
