from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CMP-074", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html")
def windows_without_policies(platform: Platform) -> Iterator[Violation]:
    """Nothing enforces network policies for a service on Windows.

    The policy agent of the VPC CNI runs on Linux. What connectsTo does not allow is denied to pods there; pods on
    Windows reach everything, and everything reaches them. Security groups of the nodes are what is left.

    Bad:

        services: {web: {os: windows}}

    Good:

        services: {web: {os: linux}}
    """
    for name, service in platform.services.items():
        if service.os == "windows":
            yield Violation(service, "os", f"no network policy holds for {name}; restrict its nodes' security groups")
