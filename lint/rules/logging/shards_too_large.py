from collections.abc import Iterator

from generator.platform.logs.open_search import open_search
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, rule

MOST = 50


@rule(
    "LOG-023",
    INFO,
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/bp-sharding.html",
)
def shards_too_large(platform: Platform) -> Iterator[Violation]:
    """The index of a day has shards of more than 50 GB.

    A shard is what moves when a node is lost, and what one thread searches: Amazon advises 30 to 50 GB for logs. The
    number of shards of a day's index is fixed when it is made.

    Bad:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
        logging:
          destinations:
            cloudWatch: {}
            openSearch:
              via: cloudWatchSubscription
              dailyGigabytes: 150
              retentionDays: 7
              domain:
                subnets: data
                version: OpenSearch_2.19
                instanceType: r7g.large.search
                dedicatedMasters: {instanceType: m7g.large.search}
                volumeSize: 4000

    Good:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
        logging:
          destinations:
            cloudWatch: {}
            openSearch:
              via: cloudWatchSubscription
              dailyGigabytes: 150
              retentionDays: 7
              shards: 6
              domain:
                subnets: data
                version: OpenSearch_2.19
                instanceType: r7g.large.search
                dedicatedMasters: {instanceType: m7g.large.search}
                volumeSize: 4000
    """
    found = open_search(platform)
    if found is None or found.daily_gigabytes is None:
        return
    size = found.daily_gigabytes * 1.1 / found.shards
    if size > MOST:
        wanted = -int(-found.daily_gigabytes * 1.1 // MOST)
        message = (
            f"a shard of the index of a day has {size:,.0f} GB, and at most {MOST} are advised; set shards: {wanted}"
        )
        yield Violation(found, "shards", message)
