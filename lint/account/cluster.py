"""The cluster as it is, and what EKS has on offer for it."""

from typing import Any

from generator.platform.types.platform import Platform
from lint.reader import Reader


def cluster(platform: Platform, aws: Reader) -> dict[str, Any] | None:
    """The cluster; None while there is none."""
    answer = aws.found("eks", "describe_cluster", name=platform.name)
    return answer["cluster"] if answer else None


def versions_on_offer(aws: Reader) -> list[str]:
    """The Kubernetes versions that a cluster can be made with."""
    answer = aws.read("eks", "describe_cluster_versions")
    return [each["clusterVersion"] for each in answer["clusterVersions"] if each.get("versionStatus") != "UNSUPPORTED"]


def addons_on_offer(aws: Reader, version: str) -> dict[str, list[str]]:
    """The versions of every add-on for a Kubernetes version, as EKS lists them."""
    answer = aws.read("eks", "describe_addon_versions", kubernetesVersion=version)
    return {each["addonName"]: [found["addonVersion"] for found in each["addonVersions"]] for each in answer["addons"]}


def order(version: str) -> tuple[int, ...]:
    """How an add-on's version is sorted: v1.21.1-eksbuild.3 comes before v1.21.1-eksbuild.10."""
    numbers, _, build = version.removeprefix("v").partition("-eksbuild.")
    parts = [*numbers.split("."), build or "0"]
    return tuple(int(part) if part.isdigit() else 0 for part in parts)


def newest_addon(aws: Reader, version: str, name: str) -> str | None:
    """The newest version of an add-on for a Kubernetes version; None where EKS does not offer it."""
    return max(addons_on_offer(aws, version).get(name, []), key=order, default=None)
