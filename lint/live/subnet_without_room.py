from collections.abc import Iterator

from generator.platform.capacity import Demand, demands
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.network import taken_by_others
from lint.account.room import with_others
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-005", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html")
def subnet_without_room(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A subnet that is there has too few addresses left for what is declared, since others hold some.

    `lint` counts with what platform.yaml says that others have; here their network interfaces are counted, and the
    more of both holds. Nodes, pods and load balancers of the cluster itself are not others.
    `groundplan capacity --live` shows the whole sum.
    """
    found = taken_by_others(platform, aws)
    before = {demand.subnet.name for demand in demands(platform) if not demand.fits}
    for demand in demands(with_others(platform, found)):
        subnet = demand.subnet
        if not demand.fits and subnet.name not in before and found.get((subnet.tier, subnet.zone)):
            yield Violation(platform, ("subnets", subnet.tier), _message(demand))


def _message(demand: Demand) -> str:
    subnet, few = demand.subnet, demand.free < 0
    lacking, what = (-demand.free, "addresses") if few else (-demand.blocks_free, "blocks of 16 addresses")
    held = f"others hold {subnet.taken} of {subnet.usable + subnet.taken}"
    return f"{subnet.name} lacks {lacking} {what} at full scale: {held}; move them, or take a larger subnet"
