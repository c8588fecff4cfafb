from collections.abc import Iterator

from generator.platform.logs.log_routes import collected
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "LOG-008",
    WARNING,
    "https://docs.aws.amazon.com/prescriptive-guidance/latest/implementing-logging-monitoring-cloudwatch/kubernetes-eks-logging.html",
    development=INFO,
)
def logs_go_nowhere(platform: Platform) -> Iterator[Violation]:
    """What containers print is lost with their node.

    A node keeps five files of 10 MiB of each container, until the pod is gone. Without a destination there is no
    collector: after a crash nobody can say why.

    Bad:

        logging: {destinations: {}}

    Good:

        logging: {destinations: {cloudWatch: {retentionDays: 90}}}
    """
    if not collected(platform):
        yield Violation(platform.logging, "destinations", "no log is collected; name a destination, such as cloudWatch")
