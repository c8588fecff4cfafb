"""Records of the VPC's traffic."""

from collections.abc import Iterator

from generator.platform.network.adopted import flow_log_destination
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform.block import Block, resource
from generator.render.terraform.network import flow_log_files
from generator.render.terraform.network.vpc import vpc
from generator.render.terraform.policy import allow, document, inline, role, service_trust

RETENTION_DAYS = 90


def flow_logs(platform: Platform) -> Iterator[Block]:
    """The flow log, and what it is written to and by."""
    destination = flow_log_destination(platform)
    if destination == "cloudWatch":
        yield from _in_cloud_watch(platform)
    if destination == "s3":
        yield from flow_log_files.bucket(platform, _retention_days(platform))
        yield _flow_log(platform, **flow_log_files.arguments(platform, _retention_days(platform)))


def _in_cloud_watch(platform: Platform) -> Iterator[Block]:
    group_name = f"/aws/vpc/{platform.name}/flow-logs"
    days = _retention_days(platform)
    group = resource("aws_cloudwatch_log_group", "flow-logs", name=group_name, retention_in_days=days)
    yield group
    trust = service_trust("vpc-flow-logs.amazonaws.com", StringEquals={"aws:SourceAccount": platform.account})
    writer = role(platform, "flow-logs", trust, "Writes VPC flow logs")
    yield writer
    actions = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"]
    log_arn = arn(platform, "logs", f"log-group:{group_name}")
    yield inline(writer, document(allow(actions, [log_arn, f"{log_arn}:*"])))
    yield _flow_log(
        platform,
        log_destination=group.ref("arn"),
        log_destination_type="cloud-watch-logs",
        iam_role_arn=writer.ref("arn"),
    )


def _retention_days(platform: Platform) -> int:
    return platform.vpc.flow_logs.retention_days or RETENTION_DAYS


def _flow_log(platform: Platform, **arguments: object) -> Block:
    return resource(
        "aws_flow_log",
        "this",
        vpc_id=vpc(platform).ref("id"),
        traffic_type=platform.vpc.flow_logs.traffic,
        tags={"Name": platform.name},
        **arguments,
    )
