from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("UPG-016", WARNING, "https://kubernetes.io/docs/reference/networking/virtual-ips/")
def ipvs_mode(platform: Platform) -> Iterator[Violation]:
    """kube-proxy runs in a mode that is going away.

    IPVS is deprecated since Kubernetes 1.35; an upgrade to the version that drops it leaves nodes without services.
    nftables scales as well.

    Bad:

        addons: {kube-proxy: {mode: ipvs}}

    Good:

        addons: {kube-proxy: {mode: nftables}}
    """
    if platform.addons.kube_proxy.mode == "ipvs":
        yield Violation(
            platform.addons.kube_proxy, "mode", "ipvs is deprecated since Kubernetes 1.35; use nftables or iptables"
        )
