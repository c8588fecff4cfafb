from collections.abc import Iterator

from generator.platform.capacity import demands
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CNI-017", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html")
def warm_pool_waste(platform: Platform) -> Iterator[Violation]:
    """Addresses that no pod uses fill a good part of a subnet.

    A node keeps whole interfaces ready (or /28 blocks), however few pods run on it. Where the services at their fewest
    leave more than 30 % of a subnet idle in warm pools, warm.ips with minimumIps keeps single addresses instead.

        idle = addresses that interfaces hold - their own - those that pods use

    Bad:

        subnets: {private: {size: 25}}
        nodes: {groups: {general: {instanceTypes: [m7g.4xlarge], scaling: {min: 6, max: 6}}}}

    Good:

        subnets: {private: {size: 25}}
        nodes: {groups: {general: {instanceTypes: [m7g.4xlarge], scaling: {min: 6, max: 6}}}}
        cni: {warm: {ips: 2, minimumIps: 8}}
    """
    much = platform.lint.parameters.warm_pool
    worst: dict[str, tuple[int, int, str]] = {}
    for demand in demands(platform, "today"):
        if not demand.subnet.usable:
            continue  # another rule speaks of these
        share, known = demand.warm * 100 // demand.subnet.usable, worst.get(demand.subnet.tier)
        if share > (known[0] if known else much):
            worst[demand.subnet.tier] = (share, demand.warm, demand.subnet.name)
    for tier, (share, idle, name) in worst.items():
        what = f"{idle} addresses, {share} % of {name}, are idle in warm pools today"
        yield Violation(platform, ("subnets", tier), f"{what}; set cni.warm.ips and minimumIps, or a larger subnet")
