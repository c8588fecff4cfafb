from collections.abc import Iterator

from generator.platform.cluster.versions import minor
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule

OLDEST = 3


@rule("UPG-013", ERROR, "https://kubernetes.io/releases/version-skew-policy/")
def kube_proxy_skew(platform: Platform) -> Iterator[Violation]:
    """kube-proxy does not fit the Kubernetes version.

    kube-proxy may not be newer than the API server, nor more than three minor versions older: beyond that services are
    routed wrongly, or not at all.

    Bad:

        addons: {kube-proxy: {version: v1.37.0-eksbuild.1}}

    Good:

        addons: {kube-proxy: {}}
    """
    addon = platform.addons.kube_proxy
    if addon.version is None:
        return
    behind = minor(platform.cluster.version) - int(addon.version.split(".")[1])
    if not 0 <= behind <= OLDEST:
        version = platform.cluster.version
        message = f"{addon.version} does not go with Kubernetes {version}; use a version of {version}"
        yield Violation(addon, "version", message, Fix(REMOVED))
