from collections.abc import Iterator

from generator.platform.logs.open_search import open_search
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import added
from lint.rule import INFO, WARNING, rule


@rule(
    "LOG-018",
    WARNING,
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html",
    development=INFO,
)
def domain_unrecorded(platform: Platform) -> Iterator[Violation]:
    """Nobody records who searches the logs, or what the domain itself complains of.

    Logs hold what users did. The audit log says who read them, and the application log why a shard failed. Neither can
    be had for the past.

    Bad:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
        logging:
          destinations:
            cloudWatch: {}
            openSearch:
              via: cloudWatchSubscription
              domain:
                subnets: data
                version: OpenSearch_2.19
                instanceType: r7g.large.search
                dedicatedMasters: {instanceType: m7g.large.search}
                volumeSize: 100
                logs: {types: [application]}

    Good:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
        logging:
          destinations:
            cloudWatch: {}
            openSearch:
              via: cloudWatchSubscription
              domain:
                subnets: data
                version: OpenSearch_2.19
                instanceType: r7g.large.search
                dedicatedMasters: {instanceType: m7g.large.search}
                volumeSize: 100
                logs: {types: [application, audit]}
    """
    found = open_search(platform)
    if found is None:
        return
    missing = [kind for kind in ("application", "audit") if kind not in found.domain.logs.types]
    if missing:
        message = f"{' and '.join(missing)} logs of the domain are off; add them"
        yield Violation(found.domain.logs, "types", message, added("types", found.domain.logs.types, missing))
