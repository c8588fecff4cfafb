from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule

Version = tuple[int, int, int]

POD_IDENTITY: Version = (1, 15, 5)
GROUPS_IPV6: Version = (1, 16, 0)
STRICT: Version = (1, 17, 1)
DISCOVERY: Version = (1, 18, 0)


@rule("CNI-009", ERROR, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def cni_too_old(platform: Platform) -> Iterator[Violation]:
    """The version of the VPC CNI does not have what is asked of it.

    It gets its credentials by Pod Identity, which it knows since 1.15.5; security groups for pods of an IPv6 cluster
    came with 1.16.0, networkPolicy strict with 1.17.1, discovered subnets (extraPodSubnets) with 1.18.0. An older one
    ignores the settings, or gets no credentials.

    Bad:

        addons: {vpc-cni: {version: v1.14.1-eksbuild.1}}

    Good:

        addons: {vpc-cni: {}}
    """
    addon = platform.addons.vpc_cni
    if addon.version is None:
        return
    have = _version(addon.version)
    for what, since in _needed(platform):
        if have < since:
            message = f"{what} needs {'.'.join(map(str, since))} or newer; choose a newer version, or leave it to AWS"
            yield Violation(addon, "version", message, Fix(REMOVED))
            return


def _needed(platform: Platform) -> Iterator[tuple[str, Version]]:
    if platform.cni.extra_pod_subnets:
        yield "extraPodSubnets", DISCOVERY
    if platform.cni.network_policy == "strict":
        yield "networkPolicy strict", STRICT
    if is_ipv6(platform) and platform.cni.security_groups_for_pods != "off":
        yield "securityGroupsForPods with IPv6", GROUPS_IPV6
    yield "Pod Identity", POD_IDENTITY


def _version(text: str) -> Version:
    major, minor, patch = text.removeprefix("v").partition("-")[0].split(".")
    return int(major), int(minor), int(patch)
