from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.network.ipv6 import is_dual_stack
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-073", ERROR, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def v6_egress_without_ipv6(platform: Platform) -> Iterator[Violation]:
    """A way out by IPv6 from nodes that have no IPv6 address.

    With ENABLE_V6_EGRESS pods of an IPv4 cluster reach IPv6 addresses by their node's own. In a VPC without IPv6 nodes
    have none: whatever a pod calls by IPv6 never answers.

    Bad:

        cni: {settings: {ENABLE_V6_EGRESS: true}}

    Good:

        vpc: {ipv6: true}
        cni: {settings: {ENABLE_V6_EGRESS: true}}
    """
    settings = platform.cni.settings
    if settings.enable_v6_egress and not is_dual_stack(platform):
        fix = None if adopts(platform) else Fix(True, field="ipv6", node=platform.vpc)
        yield Violation(settings, "enable_v6_egress", "nodes have no IPv6 address; set vpc.ipv6: true", fix)
