from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("CNI-058", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def snat_exclude_ignored(platform: Platform) -> Iterator[Violation]:
    """Exceptions from a translation that is off.

    With `external` the CNI translates nothing, so there is nothing to exclude from; whoever wrote the list expects
    that everything else is translated.

    Bad:

        cni: {snat: {mode: external, exclude: [192.168.0.0/16]}}

    Good:

        cni: {snat: {mode: external}}
    """
    snat = platform.cni.snat
    if snat.mode == "external" and snat.exclude and not is_ipv6(platform):
        message = "exclude is ignored with mode external; remove it, or use mode node"
        yield Violation(snat, "exclude", message, Fix(REMOVED, safe=True))
