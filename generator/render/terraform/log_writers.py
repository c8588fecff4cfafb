"""What collectors may do, from where their routes lead first."""

from collections.abc import Iterator

from generator.platform.log_routes import collected
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform.policy import Statement, log_writer


def statements(platform: Platform) -> Iterator[Statement]:
    """Yield a statement for each kind of first stop; however many there are of a kind, the policy is as long."""
    first = [stop for route in collected(platform) for stop in route.stops]
    for name in sorted({stop.name for stop in first if stop.kind == "logGroup"}):
        yield log_writer(arn(platform, "logs", f"log-group:{name}"))
