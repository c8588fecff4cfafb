from collections.abc import Iterator

from generator.platform.network.addresses import network
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.service_cidr import free_service_cidr
from lint.rule import WARNING, rule

BRIDGE = network("172.17.0.0/16")
Field = tuple[str | int, ...]
SERVICES: Field = ("service_cidr",)


@rule("NET-048", WARNING, "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html")
def docker_bridge_overlap(platform: Platform) -> Iterator[Violation]:
    """Addresses of Docker's own bridge are in use.

    Docker, and with it Cloud9, SageMaker and most build machines, takes 172.17.0.0/16 for itself. From such a host
    nothing at those addresses can be reached, and what they answer gets lost.

    Bad:

        cluster: {serviceCidr: 172.17.0.0/16}

    Good:

        cluster: {serviceCidr: 172.20.0.0/16}
    """
    for node, field, cidr in _cidrs(platform):
        if network(cidr).overlaps(BRIDGE):
            fix = free_service_cidr(platform) if field == SERVICES else None
            yield Violation(
                node, field, f"{cidr} overlaps {BRIDGE}, which Docker uses on its hosts; choose another", fix
            )


def _cidrs(platform: Platform) -> Iterator[tuple[Node, Field, str]]:
    vpc, cluster = platform.vpc, platform.cluster
    yield vpc, ("cidr",), vpc.cidr
    yield from ((vpc, ("secondary_cidrs", index), cidr) for index, cidr in enumerate(vpc.secondary_cidrs))
    yield from ((vpc, ("connected_cidrs", name), cidr) for name, cidr in vpc.connected_cidrs.items())
    if cluster.service_cidr:
        yield cluster, SERVICES, cluster.service_cidr
