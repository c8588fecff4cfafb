from collections.abc import Iterator

from generator.platform.logs.open_search import open_search
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "LOG-017",
    INFO,
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html",
    production=WARNING,
)
def no_dedicated_masters(platform: Platform) -> Iterator[Violation]:
    """The data nodes of the domain elect a master among themselves.

    A node that is busy with a bulk request answers late as a master, and the cluster takes it for lost: shards move
    just when there is most to do. Three dedicated masters, of which one may be lost with its zone, hold no data.

    Bad:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
        logging:
          destinations:
            openSearch:
              via: cloudWatchSubscription
              domain: {subnets: data, version: OpenSearch_2.19, instanceType: r7g.large.search, volumeSize: 100}
            cloudWatch: {}

    Good:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
        logging:
          destinations:
            openSearch:
              via: cloudWatchSubscription
              domain:
                subnets: data
                version: OpenSearch_2.19
                instanceType: r7g.large.search
                volumeSize: 100
                dedicatedMasters: {instanceType: m7g.large.search}
            cloudWatch: {}
    """
    found = open_search(platform)
    if found is not None and found.domain.dedicated_masters is None:
        message = f"{found.domain.instances} data nodes elect a master among themselves; give it three dedicatedMasters"
        yield Violation(found.domain, "dedicated_masters", message)
