from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-043", ERROR, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def netpol_bandwidth_plugin(platform: Platform) -> Iterator[Violation]:
    """The bandwidth plugin and network policies on the same nodes.

    Both hang programs on the same network interfaces of pods, and the CNI does not support them together: policies may
    silently hold nothing back.

    Bad:

        cni: {networkPolicy: standard, settings: {ENABLE_BANDWIDTH_PLUGIN: true}}

    Good:

        cni: {networkPolicy: standard, settings: {ENABLE_BANDWIDTH_PLUGIN: false}}
    """
    if platform.cni.settings.enable_bandwidth_plugin and platform.cni.network_policy != "off":
        message = f"the bandwidth plugin does not go with networkPolicy {platform.cni.network_policy}; remove it"
        yield Violation(platform.cni.settings, "enable_bandwidth_plugin", message, Fix(False))
