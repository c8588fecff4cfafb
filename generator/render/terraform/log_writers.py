"""Who writes logs where: what collectors may do, and which roles send documents to the OpenSearch domain."""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.logs.log_routes import (
    FORWARDER,
    collected,
    container_log_group,
    log_routes,
    sends_directly,
    stops,
)
from generator.platform.logs.open_search import domain_name, open_search
from generator.platform.nodes.fargate import role_name
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform.block import Block, resource
from generator.render.terraform.functions import Function, function_role
from generator.render.terraform.log_streams import streams
from generator.render.terraform.policy import Statement, allow, log_writer

FORWARDING = Function(FORWARDER, "forward", "Brings logs from CloudWatch to OpenSearch", 180, 512)


def statements(platform: Platform) -> Iterator[Statement]:
    """Yield what collectors need for each kind of first stop, and no more."""
    first = [stop for route in collected(platform) for stop in route.stops]
    for name in _groups(platform, sorted({stop.name for stop in first if stop.kind == "logGroup"})):
        yield log_writer(arn(platform, "logs", f"log-group:{name}"))
    into = sorted({stop.name for stop in first if stop.kind == "deliveryStream"})
    if into:
        arns = [arn(platform, "firehose", f"deliverystream/{name}") for name in into]
        yield allow(["firehose:PutRecord", "firehose:PutRecordBatch"], arns)
    found = open_search(platform)
    if found is not None and sends_directly(platform):
        home = arn(platform, "es", f"domain/{domain_name(platform, found.domain)}")
        yield allow(["es:ESHttpPost"], [f"{home}/_bulk"])
        # Fluentd asks a domain what it is before it sends anything.
        yield allow(["es:ESHttpGet", "es:ESHttpHead"], [f"{home}/"])


def _groups(platform: Platform, names: list[str]) -> Iterator[str]:
    """Log groups, those of single namespaces and services as one: a policy has no room for a thousand."""
    below = f"{container_log_group(platform)}/"
    yield from (name for name in names if not name.startswith(below))
    if any(name.startswith(below) for name in names):
        yield f"{below}*"


def forwards(platform: Platform) -> bool:
    """Whether logs go from CloudWatch Logs to the domain."""
    return any(stop.kind == "function" for stop in stops(log_routes(platform)))


def domain_writers(platform: Platform) -> Iterator[Block]:
    """Yield the roles that send documents to the domain."""
    if forwards(platform):
        yield function_role(platform, FORWARDING)
    if sends_directly(platform) and fleets(platform):
        collector = platform.logging.collector
        yield resource("aws_iam_role", collector, name=f"{platform.name}-{collector}")
    if sends_directly(platform) and platform.nodes.fargate is not None:
        name = role_name(platform)
        yield resource("aws_iam_role", name.removeprefix(f"{platform.name}-"), name=name)


def domain_deliverers(platform: Platform) -> Iterator[Block]:
    """Yield the roles of delivery streams that lead to the domain, which look at what is there besides."""
    yield from (stream.writer(platform) for stream in streams(platform) if stream.store == "index")
