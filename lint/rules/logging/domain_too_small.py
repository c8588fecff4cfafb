from collections.abc import Iterator
from math import ceil

from generator.platform.logs.open_search import needed_gigabytes, open_search, replicas
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

GIB = 2**30 / 10**9


@rule(
    "LOG-020",
    WARNING,
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/bp-storage.html",
)
def domain_too_small(platform: Platform) -> Iterator[Violation]:
    """The volumes of the domain are full before the first logs are old enough to go.

    A full domain blocks writes, and dead letters pile up. What is needed is the logs of a day, times the days, times
    one and the number of copies, times 1.45: indexing adds a tenth, and of each volume the system keeps a twentieth and
    the service a fifth.

    Bad:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
        logging:
          destinations:
            cloudWatch: {}
            openSearch:
              via: cloudWatchSubscription
              dailyGigabytes: 50
              retentionDays: 30
              shards: 3
              domain:
                subnets: data
                version: OpenSearch_2.19
                instanceType: r7g.large.search
                dedicatedMasters: {instanceType: m7g.large.search}
                volumeSize: 500

    Good:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
        logging:
          destinations:
            cloudWatch: {}
            openSearch:
              via: cloudWatchSubscription
              dailyGigabytes: 50
              retentionDays: 30
              shards: 3
              domain:
                subnets: data
                version: OpenSearch_2.19
                instanceType: r7g.large.search
                dedicatedMasters: {instanceType: m7g.large.search}
                volumeSize: 1351
    """
    found = open_search(platform)
    needed = None if found is None else needed_gigabytes(found)
    if found is None or needed is None:
        return
    there = found.domain.instances * found.domain.volume_size * GIB
    if needed > there:
        what = f"{found.daily_gigabytes:g} GB a day x {found.retention_days} days x {1 + replicas(found)} copies x 1.45"
        message = f"{what} are {needed:,.0f} GB, and its {found.domain.instances} volumes have {there:,.0f}"
        message = f"{message}; enlarge them, or set a shorter retentionDays"
        yield Violation(found.domain, "volume_size", message, Fix(ceil(needed / found.domain.instances / GIB)))
