from collections import Counter
from collections.abc import Iterator

from generator.platform.fleets import Fleet, fleets
from generator.platform.nodes.instance_types import known_types
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.types.pool import Pool
from generator.platform.violation import Violation
from lint.account.quotas import Place, over
from lint.account.vcpus import Kind, Purchase, family, used
from lint.reader import Reader
from lint.rule import ERROR, live_rule


def needed(platform: Platform) -> Counter[Kind]:
    """VCPUs at full scale, by family and purchase."""
    found: Counter[Kind] = Counter()
    for fleet in fleets(platform):
        kinds = _kinds(fleet)
        if len(kinds) == 1:
            found[kinds.pop()] += _vcpus(fleet)
    return found


def _kinds(fleet: Fleet) -> set[Kind]:
    """The quotas that the fleet may count for: of several nobody knows which it will be."""
    families = {known for name in fleet.every_type if (known := family(name))}
    return {Kind(each, purchase) for each in families for purchase in _purchases(fleet)}


def _purchases(fleet: Fleet) -> set[Purchase]:
    """How its instances are bought, as far as quotas count them: what is reserved in blocks they do not."""
    if isinstance(fleet.node, NodeGroup):
        return {fleet.node.capacity} if fleet.node.capacity != "capacityBlock" else set()
    bought = fleet.node.capacity if isinstance(fleet.node, Pool) else ("onDemand",)
    return {"spot" if each == "spot" else "onDemand" for each in bought}


def _vcpus(fleet: Fleet) -> int:
    if isinstance(fleet.node, Pool) and fleet.node.limits.cpu is not None:
        return fleet.node.limits.cpu
    return fleet.max * max((type_.vcpus for type_ in known_types(fleet.instance_types)), default=0)


@live_rule("LIV-025", ERROR, "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-quotas.html")
def vcpu_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """At full scale the nodes have more vCPUs than the account may run.

    A new account may run 5 of the standard families, and none of those with GPUs. Nodes beyond are not made: groups
    stay small, pods stay pending, and an update that needs a node more does not go on. Families are counted apart, and
    so are on-demand and spot. A pool that may take several of these is not counted, since nobody knows which it will
    take.

        needed = nodes at full scale * vCPUs of the largest type
    """
    counted = needed(platform)
    there = used(platform, aws) if counted else Counter[Kind]()
    for kind, number in counted.items():
        if kind.quota is not None:
            yield from over(aws, kind.quota, Place(platform, "nodes"), number, there[kind])
