from collections.abc import Iterator

from generator.platform.logs.open_search import domain_zones, open_search
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "LOG-019",
    WARNING,
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html",
    development=INFO,
)
def domain_zones_uneven(platform: Platform) -> Iterator[Violation]:
    """The domain is lost with a zone, or its zones bear unequal loads.

    Copies of a shard lie in other zones than the shard, so a domain in one zone has none when that fails. With four
    nodes in three zones, one zone has half of the work; Amazon asks for a multiple of the number of zones.

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
                instances: 4

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
                instances: 6
    """
    found = open_search(platform)
    if found is None:
        return
    zones, instances = domain_zones(platform, found.domain), found.domain.instances
    if zones == 1:
        message = f"{instances} data nodes in one zone; take two or three zones, and a multiple of them of instances"
        yield Violation(found.domain, "instances", message)
    elif instances % zones:
        more = instances + zones - instances % zones
        message = f"{instances} data nodes do not spread evenly over {zones} zones; have {more}, or set zones"
        yield Violation(found.domain, "instances", message, Fix(more))
