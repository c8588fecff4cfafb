"""Flow logs of the VPC."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.network import name_of
from generator.live.comparison.world import World
from generator.platform.network.adopted import flow_log_destination

WORDS = {"cloud-watch-logs": "cloudWatch", "s3": "s3", "kinesis-data-firehose": "firehose"}


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `vpc.flowLogs`; of an adopted VPC, of the flow log that we make."""
    if world.network.vpc is None:
        return
    of_vpc = [{"Name": "resource-id", "Values": [world.network.vpc["VpcId"]]}]
    found = world.aws.read("ec2", "describe_flow_logs", Filters=of_vpc)["FlowLogs"]
    declared = flow_log_destination(world.platform)
    ours = [each for each in found if name_of(each) == world.platform.name] or [
        each for each in found if WORDS.get(each.get("LogDestinationType", "")) == declared
    ]
    if declared == "none":
        actual = [WORDS.get(each.get("LogDestinationType", ""), "unknown") for each in ours]
        yield from differ(("vpc", "flowLogs", "destination"), "none", actual[0] if actual else "none")
    elif not ours:
        yield Drift(("vpc", "flowLogs", "destination"), declared, None)
    else:
        yield from _flow_log(world, declared, ours[0])


def _flow_log(world: World, declared: str, found: dict[str, Any]) -> Iterator[Drift]:
    place = ("vpc", "flowLogs")
    actual = WORDS.get(found.get("LogDestinationType", ""))
    yield from differ((*place, "destination"), declared, actual)
    yield from differ((*place, "traffic"), world.platform.vpc.flow_logs.traffic, found["TrafficType"])
    yield from differ((*place, "destination"), "ACTIVE", found.get("FlowLogStatus", "ACTIVE"), "status")
    if declared == actual == "cloudWatch":
        name = world.declared.of("aws_cloudwatch_log_group")["flow-logs"]["name"]
        group = found.get("LogGroupName") or found.get("LogDestination", "").rpartition(":log-group:")[2]
        yield from differ((*place, "destination"), name, group.removesuffix(":*"), "log group")
