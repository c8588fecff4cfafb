from collections.abc import Iterator

from generator.platform.cluster.dns import FEWEST, dns_pods, wanted_dns_pods
from generator.platform.cluster.system_pods import core_dns, has_core_dns, system_profile
from generator.platform.types.addons import ReplicaRange
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule("ADD-007", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/coredns-autoscaling.html", development=INFO)
def coredns_scaling(platform: Platform) -> Iterator[Violation]:
    """There are too few CoreDNS pods for the nodes.

    EKS wants one for every 16 nodes or 256 CPUs, whichever asks for more, and two at the least: with one, a node that
    goes away takes all name resolution with it. Each pod's queries to the VPC's resolver are limited to 1024 packets a
    second, so with too few of them lookups time out at the busiest hour. Nodes at full scale count; pools of Karpenter
    count as far as their limits bound them.

    Bad:

        addons: {coredns: {replicas: 2}}
        nodes: {groups: {general: {scaling: {min: 3, max: 100}}}}

    Good:

        addons: {coredns: {replicas: {min: 2, max: 7}}}
        nodes: {groups: {general: {scaling: {min: 3, max: 100}}}}
    """
    if not has_core_dns(platform):
        return
    pods = dns_pods(platform, system_profile(platform, core_dns(platform)) is not None)
    most = pods.max if isinstance(pods, ReplicaRange) else pods
    nodes, cpus, wanted = wanted_dns_pods(platform)
    if most < wanted:
        size = f"{nodes} nodes with {cpus} CPUs want {wanted} CoreDNS pods" if nodes else f"DNS wants {wanted} pods"
        message = f"{size}, and there are at most {most}; raise replicas, or give it min and max"
        yield Violation(platform.addons.coredns, "replicas", message, _raised(pods, wanted))
    if isinstance(pods, ReplicaRange) and pods.min > pods.max:
        yield Violation(pods, "min", f"min {pods.min} is more than max {pods.max}; EKS refuses that", Fix(pods.max))


def _raised(pods: ReplicaRange | int, wanted: int) -> Fix:
    """EKS scales between two numbers by the same arithmetic."""
    if isinstance(pods, ReplicaRange):
        return Fix(wanted, field="max", node=pods)
    return Fix({"min": min(max(pods, FEWEST), wanted), "max": wanted})
