from collections.abc import Iterator

from generator.platform.fleets import fleet_of
from generator.platform.instance_types import instance_type
from generator.platform.max_pods import capped
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CNI-007", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html")
def mixed_pod_density(platform: Platform) -> Iterator[Violation]:
    """A node group mixes instance types that take very different numbers of pods.

    A node group has one max-pods, the smallest over its types. The larger types are paid for and stay half empty.

    Bad:

        nodes: {groups: {general: {instanceTypes: [m7g.large, m7g.4xlarge]}}}

    Good:

        nodes: {groups: {general: {instanceTypes: [m7g.xlarge, m7g.2xlarge]}}}
    """
    for name, group in platform.nodes.groups.items():
        os = fleet_of(platform, group).os
        known = {type_: instance_type(type_) for type_ in group.instance_types}
        pods = {type_: capped(spec, platform.cni, os) for type_, spec in known.items() if spec}
        if pods and max(pods.values()) > 2 * min(pods.values()):
            few, many = min(pods, key=pods.__getitem__), max(pods, key=pods.__getitem__)
            message = f"{many} could take {pods[many]} pods, and has the {pods[few]} of {few}; split {name}"
            yield Violation(group, "instance_types", message)
