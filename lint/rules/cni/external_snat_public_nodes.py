from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.network.placement import pod_tiers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.tier import private_for
from lint.rule import ERROR, rule


@rule("CNI-018", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/external-snat.html")
def external_snat_public_nodes(platform: Platform) -> Iterator[Violation]:
    """Pods of nodes in a public tier cannot reach the internet.

    With `external` nothing translates the addresses of pods on the node. An internet gateway translates only the
    node's own public address, so what a pod sends is dropped. The nodes must lie behind NAT.

    Bad:

        cni: {snat: {mode: external}}
        nodes: {groups: {general: {subnets: public}}}

    Good:

        cni: {snat: {mode: external}}
        nodes: {groups: {general: {subnets: private}}}
    """
    if platform.cni.snat.mode != "external" or is_ipv6(platform):
        return
    for fleet in fleets(platform):
        for tier in pod_tiers(platform, fleet):
            if platform.subnets[tier].kind == "public":
                message = f"pods of {fleet.name} lie in the public tier {tier}, from where only snat node leads out"
                fix = private_for(platform, fleet, tier)
                yield Violation(platform.cni.snat, "mode", f"{message}; use a private tier", fix)
