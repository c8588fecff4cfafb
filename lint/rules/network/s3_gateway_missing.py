from collections.abc import Iterator

from generator.platform.network.endpoints import existing_endpoints, gateway_endpoints
from generator.platform.types.platform import Platform
from generator.platform.types.vpc import Endpoints
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("NET-028", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-networking.html")
def s3_gateway_missing(platform: Platform) -> Iterator[Violation]:
    """What goes to S3 is paid for at the NAT gateway.

    The layers of every image in ECR come from S3, and so does most bulk data. Through NAT each gigabyte is charged;
    the gateway endpoint is free of charge. In an adopted VPC, name it under `existing` where its owner has one.

    Bad:

        vpc: {endpoints: none}

    Good:

        vpc: {endpoints: auto}
    """
    endpoints = platform.vpc.endpoints
    if platform.vpc.nat == "none" or endpoints == "auto":
        return  # another rule speaks of that; and auto decides it itself
    if "s3" not in {*gateway_endpoints(platform), *existing_endpoints(platform)}:
        node, field = (endpoints, "gateway") if isinstance(endpoints, Endpoints) else (platform.vpc, "endpoints")
        yield Violation(
            node, field, "S3 is reached through NAT, which charges for every gigabyte; add the gateway s3", Fix("auto")
        )
