"""Records of the VPC's traffic."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform.block import Block, resource
from generator.render.terraform.network.vpc import vpc
from generator.render.terraform.policy import allow, document, inline, role, service_trust


def flow_logs(platform: Platform) -> Iterator[Block]:
    """The log group, the role that writes to it, and the flow log."""
    logs = platform.vpc.flow_logs
    if logs.destination == "none":
        return
    group_name = f"/aws/vpc/{platform.name}/flow-logs"
    group = resource("aws_cloudwatch_log_group", "flow-logs", name=group_name, retention_in_days=logs.retention_days)
    yield group
    trust = service_trust("vpc-flow-logs.amazonaws.com", StringEquals={"aws:SourceAccount": platform.account})
    writer = role(platform, "flow-logs", trust, "Writes VPC flow logs")
    yield writer
    actions = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"]
    log_arn = arn(platform, "logs", f"log-group:{group_name}")
    yield inline(writer, document(allow(actions, [log_arn, f"{log_arn}:*"])))
    yield resource(
        "aws_flow_log",
        "this",
        vpc_id=vpc(platform).ref("id"),
        traffic_type="ALL",
        log_destination=group.ref("arn"),
        log_destination_type="cloud-watch-logs",
        iam_role_arn=writer.ref("arn"),
        tags={"Name": platform.name},
    )
