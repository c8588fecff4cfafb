from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.nodes.taints import open_fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-049", ERROR, "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/")
def every_group_tainted(platform: Platform) -> Iterator[Violation]:
    """There is no Linux node without a taint.

    CoreDNS, Flux, the controllers and all services have no toleration for it: they stay Pending, and nothing is ever
    deployed. Leave one group without NoSchedule and NoExecute.

    Bad:

        nodes: {groups: {general: {taints: {dedicated: {value: gpu, effect: NoSchedule}}}}}

    Good:

        nodes: {groups: {general: {taints: {dedicated: {value: gpu, effect: PreferNoSchedule}}}}}
    """
    if not open_fleets(platform) and any(fleet.os == "linux" for fleet in fleets(platform)):
        message = "every group has a taint that keeps CoreDNS, Flux and all services away; leave one without"
        yield Violation(platform.nodes, "groups", message)
