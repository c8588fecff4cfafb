from collections.abc import Iterator

from generator.platform.cluster.addon_versions import addon_versions
from generator.platform.cluster.versions import minor
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("UPG-016", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/ipvs.html")
def ipvs_mode(platform: Platform) -> Iterator[Violation]:
    """kube-proxy runs in a mode that is going away.

    IPVS is deprecated since Kubernetes 1.35, and EKS has it until then: an upgrade to 1.36 leaves nodes without
    services. nftables scales as well. Other findings speak of 1.36 and newer.

    Bad:

        cluster: {version: "1.35"}
        addons: {kube-proxy: {mode: ipvs}}

    Good:

        cluster: {version: "1.35"}
        addons: {kube-proxy: {mode: nftables}}
    """
    proxy = platform.addons.kube_proxy
    if proxy.mode != "ipvs":
        return
    until = addon_versions().kube_proxy_modes["ipvs"].until
    if until is not None and minor(platform.cluster.version) <= minor(until):
        yield Violation(
            proxy, "mode", f"EKS has ipvs until Kubernetes {until}; use nftables or iptables", Fix("nftables")
        )
