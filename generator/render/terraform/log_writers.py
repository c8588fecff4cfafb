"""Who writes logs where: what collectors may do, and which roles send documents to the OpenSearch domain."""

from collections.abc import Iterator

from generator.platform.log_routes import FORWARDER, collected, log_routes, stops
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform.block import Block
from generator.render.terraform.functions import Function, function_role
from generator.render.terraform.policy import Statement, log_writer

FORWARDING = Function(FORWARDER, "forward", "Brings logs from CloudWatch to OpenSearch", 180, 512)


def statements(platform: Platform) -> Iterator[Statement]:
    """Yield a statement for each kind of first stop; however many there are of a kind, the policy is as long."""
    first = [stop for route in collected(platform) for stop in route.stops]
    for name in sorted({stop.name for stop in first if stop.kind == "logGroup"}):
        yield log_writer(arn(platform, "logs", f"log-group:{name}"))


def forwards(platform: Platform) -> bool:
    """Whether logs go from CloudWatch Logs to the domain."""
    return any(stop.kind == "function" for stop in stops(log_routes(platform)))


def domain_writers(platform: Platform) -> Iterator[Block]:
    """Yield the roles that send documents to the domain."""
    if forwards(platform):
        yield function_role(platform, FORWARDING)
