from collections.abc import Iterator

from generator.platform.cluster.addon_versions import addon_versions
from generator.platform.cluster.versions import minor
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("UPG-022", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/nftables.html")
def kube_proxy_mode_unsupported(platform: Platform) -> Iterator[Violation]:
    """kube-proxy does not have this mode in this Kubernetes version.

    ipvs is not in EKS' kube-proxy from 1.36 on, and nftables is stable from 1.33 on. EKS refuses the add-on's
    configuration, or kube-proxy does not start, and nothing reaches a service.

    Bad:

        addons: {kube-proxy: {mode: ipvs}}

    Good:

        addons: {kube-proxy: {mode: nftables}}
    """
    proxy, version = platform.addons.kube_proxy, platform.cluster.version
    if proxy.mode == "iptables":
        return
    mode = addon_versions().kube_proxy_modes[proxy.mode]
    if mode.until is not None and minor(version) > minor(mode.until):
        message = f"kube-proxy of {version} has no {proxy.mode} (the last was {mode.until}); use nftables or iptables"
        yield Violation(proxy, "mode", message, Fix("nftables"))
    if mode.since is not None and minor(version) < minor(mode.since):
        message = f"kube-proxy of {version} has no stable {proxy.mode} (the first is {mode.since}); use iptables"
        yield Violation(proxy, "mode", message, Fix("iptables"))
