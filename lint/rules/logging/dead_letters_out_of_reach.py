from collections.abc import Iterator

from generator.platform.logs.log_routes import log_routes, stops
from generator.platform.logs.open_search import open_search
from generator.platform.network.endpoints import existing_endpoints, gateway_endpoints
from generator.platform.types.platform import Platform
from generator.platform.types.vpc import Endpoints
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "LOG-024",
    ERROR,
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
)
def dead_letters_out_of_reach(platform: Platform) -> Iterator[Violation]:
    """The function that forwards logs cannot keep what the domain refuses.

    It lies in the domain's subnets, and writes dead letters to S3. Without a gateway endpoint, or NAT, it waits there
    until its time is up, and each of its logs is sent again and again.

    Bad:

        vpc: {endpoints: none}
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

    Good:

        vpc: {endpoints: {gateway: [s3]}}
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
    """
    found = open_search(platform)
    if found is None or not any(stop.kind == "function" for stop in stops(log_routes(platform))):
        return
    out = platform.subnets[found.domain.subnets].kind == "private" and platform.vpc.nat != "none"
    if not out and "s3" not in (*gateway_endpoints(platform), *existing_endpoints(platform)):
        message = f"from {found.domain.subnets} nothing leads to S3; add a gateway endpoint of s3 to vpc.endpoints"
        yield Violation(found.domain, "subnets", message, _gateway(platform))


def _gateway(platform: Platform) -> Fix | None:
    """The endpoint beside those that are named, or alone; where they are adopted, it is not ours to make."""
    given = platform.vpc.endpoints
    if isinstance(given, Endpoints):
        return Fix([*given.gateway, "s3"], field="gateway", node=given)
    return Fix({"gateway": ["s3"]}, field="endpoints", node=platform.vpc) if given == "none" else None
