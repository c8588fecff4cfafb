from collections.abc import Iterator

from generator.platform.logs.log_routes import collected
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("LOG-035", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html")
def fargate_logs_differ(platform: Platform) -> Iterator[Violation]:
    """What is set for logs does not hold for pods on Fargate.

    There AWS' own router collects them. It takes no scripts, so it hides no fields: what is a secret on nodes leaves
    Fargate in plain text. It joins no lines, and sends to CloudWatch and Firehose alone. Routes and exclusions hold.

    Bad:

        nodes: {fargate: {profiles: {jobs: {namespaces: [shop], subnets: private}}}}
        logging: {redact: [password]}

    Good:

        logging: {redact: [password]}
    """
    if platform.nodes.fargate is None:
        return
    settings = platform.logging
    if settings.redact:
        message = "pods on Fargate send these fields as they are; hide them in the program, or use nodes"
        yield Violation(settings, "redact", message)
    if settings.multiline:
        message = "lines of pods on Fargate are not joined; print entries as JSON, or use nodes"
        yield Violation(settings, "multiline", message)
    kinds = {stop.kind for route in collected(platform) for stop in route.stops}
    if "index" in kinds:
        message = "logs of pods on Fargate reach CloudWatch and Firehose alone; name one of these, or use nodes"
        yield Violation(settings, "destinations", message)
