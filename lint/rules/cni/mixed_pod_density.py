from collections.abc import Iterator

from generator.platform.fleets import fleet_of
from generator.platform.fleets.node_pools import fixed_max_pods
from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.max_pods import SMALL, capped, counted
from generator.platform.nodes.node_pool import matching, pools
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CNI-007", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html")
def mixed_pod_density(platform: Platform) -> Iterator[Violation]:
    """A node group mixes instance types that take very different numbers of pods.

    A node group has one max-pods, the smallest over its types. The larger types are paid for and stay half empty. A
    Karpenter pool has one too where Karpenter cannot know it: with prefixDelegation, or with MAX_ENI.

    Bad:

        nodes: {groups: {general: {instanceTypes: [m7g.large, m7g.4xlarge]}}}

    Good:

        nodes: {groups: {general: {instanceTypes: [m7g.xlarge, m7g.2xlarge]}}}
    """
    yield from _pools(platform)
    for name, group in platform.nodes.groups.items():
        os = fleet_of(platform, group).os
        known = {type_: instance_type(type_) for type_ in group.instance_types}
        pods = {type_: capped(spec, counted(platform), os) for type_, spec in known.items() if spec}
        if pods and max(pods.values()) > 2 * min(pods.values()):
            few, many = min(pods, key=pods.__getitem__), max(pods, key=pods.__getitem__)
            message = f"{many} could take {pods[many]} pods, and has the {pods[few]} of {few}; split {name}"
            yield Violation(group, "instance_types", message)


def _pools(platform: Platform) -> Iterator[Violation]:
    for name, pool in pools(platform).items():
        if pool.max_pods != "auto" or fixed_max_pods(platform, pool) is None:
            continue
        types = {each: type_ for each in matching(platform, pool) if (type_ := instance_type(each))}
        small = {each: capped(type_, counted(platform)) for each, type_ in types.items() if type_.vcpus <= SMALL}
        if small and max(small.values()) > 2 * min(small.values()):
            few, most = min(small, key=small.__getitem__), max(small.values())
            message = f"nodes of {name} could take {most} pods, and have the {small[few]} of {few}"
            yield Violation(pool, "max_pods", f"{message}; leave small types out (cpus.min)")
