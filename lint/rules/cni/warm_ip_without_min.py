from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CNI-014", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md")
def warm_ip_without_min(platform: Platform) -> Iterator[Violation]:
    """Every pod that comes or goes is a call to EC2.

    That is what `ips` without `minimumIps` means. When many pods start at once, EC2 throttles the calls of the
    whole account, and pods on all nodes wait for addresses. With `minimumIps` a little above the pods expected on a
    node, most of those calls are never made.

    Bad:

        cni: {warm: {ips: 2}}

    Good:

        cni: {warm: {ips: 2, minimumIps: 20}}
    """
    warm = platform.cni.warm
    if warm.ips is not None and warm.minimum_ips is None and not is_ipv6(platform):
        yield Violation(
            warm, "ips", f"ips is {warm.ips} and minimumIps is unset: nodes call EC2 for every pod; set minimumIps too"
        )
