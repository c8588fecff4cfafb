from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

USUAL = 2
"""Warm addresses beside a minimum, as in the example of the page below."""


@rule("CNI-013", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md")
def min_ip_without_warm_ip(platform: Platform) -> Iterator[Violation]:
    """Above the minimum of addresses none is kept ready.

    Beside `minimumIps`, an unset `ips` counts as 0: each pod beyond the minimum waits until EC2 has attached an
    address for it.

    Bad:

        cni: {warm: {minimumIps: 10}}

    Good:

        cni: {warm: {minimumIps: 10, ips: 2}}
    """
    warm = platform.cni.warm
    if warm.minimum_ips is not None and warm.ips is None and not is_ipv6(platform):
        first = warm.minimum_ips + 1
        message = f"without ips, each pod from the {first}th on a node waits for EC2; set ips too"
        yield Violation(warm, "minimum_ips", message, Fix(USUAL, field="ips"))
