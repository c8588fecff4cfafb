from collections.abc import Iterator

from generator.platform.network.adopted import adopts, flow_log_destination
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "NET-036",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html",
    development=INFO,
    also=(
        "hardeneks:check_vpc_flow_logs",
        "checkov:CKV2_AWS_11",
    ),
)
def no_flow_logs(platform: Platform) -> Iterator[Violation]:
    """Nobody records who talks to whom in the VPC.

    After an incident, flow logs are the only record of what an attacker reached; during one, they show which security
    group drops the traffic. They cannot be had for the past. Those of an adopted VPC are its owner's to have.

    Bad:

        vpc: {flowLogs: {destination: none}}

    Good:

        vpc: {flowLogs: {destination: cloudWatch}}
    """
    if flow_log_destination(platform) == "none" and not adopts(platform):
        message = "the VPC has no flow logs; write them to cloudWatch or s3"
        yield Violation(platform.vpc.flow_logs, "destination", message, Fix("cloudWatch", safe=True))
