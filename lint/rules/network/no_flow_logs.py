from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "NET-036",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html",
    development=INFO,
)
def no_flow_logs(platform: Platform) -> Iterator[Violation]:
    """Nobody records who talks to whom in the VPC.

    After an incident, flow logs are the only record of what an attacker reached; during one, they show which security
    group drops the traffic. They cannot be had for the past.

    Bad:

        vpc: {flowLogs: {destination: none}}

    Good:

        vpc: {flowLogs: {destination: cloudWatch}}
    """
    if platform.vpc.flow_logs.destination == "none":
        yield Violation(platform.vpc.flow_logs, "destination", "the VPC has no flow logs; write them to cloudWatch")
