import re
from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_pools
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

MOST = 21 * 24
SECONDS = {"h": 3600, "m": 60, "s": 1}


@rule("CMP-084", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/automode.html")
def auto_mode_node_age(platform: Platform) -> Iterator[Violation]:
    """Nodes of Auto Mode are meant to grow older than AWS lets them.

    AWS replaces every node of Auto Mode after 21 days (504h), whatever its pool says, and without regard to the pool's
    own plans. Say 504h or less, and have disruption budgets for what must not stop.

    Bad:

        nodes:
          autoMode:
            pools: {batch: {subnets: private, limits: {cpu: 200}, instanceFamilies: [m7g], expireAfter: Never}}

    Good:

        nodes:
          autoMode:
            pools: {batch: {subnets: private, limits: {cpu: 200}, instanceFamilies: [m7g], expireAfter: 504h}}
    """
    for name, pool in auto_pools(platform).items():
        if pool.expire_after == "Never" or _seconds(pool.expire_after) > MOST * 3600:
            message = f"nodes of {name} are replaced after {MOST}h at the latest; set expireAfter to {MOST}h or less"
            yield Violation(pool, "expire_after", message, Fix(f"{MOST}h"))


def _seconds(duration: str) -> int:
    return sum(int(number) * SECONDS[unit] for number, unit in re.findall(r"([0-9]+)([hms])", duration))
