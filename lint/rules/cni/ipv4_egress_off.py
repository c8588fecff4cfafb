from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-074", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/aws-ipv6-support.html")
def ipv4_egress_off(platform: Platform) -> Iterator[Violation]:
    """Pods of an IPv6 cluster are cut off from everything that has only IPv4.

    Most endpoints of AWS are such by their usual names, and every interface endpoint of the VPC here, as are many Git
    servers. Flux, the log collector, the load balancer controller and storage drivers run in pods, and call them.

    Bad:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: false}}

    Good:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}}
    """
    settings = platform.cni.settings
    if is_ipv6(platform) and settings.enable_v4_egress is False:
        message = "the platform's own pods call AWS by IPv4, and could not; set true"
        yield Violation(settings, "enable_v4_egress", message, Fix(True))
