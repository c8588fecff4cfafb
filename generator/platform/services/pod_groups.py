"""The security groups of pods that have subnets to themselves."""

from typing import NamedTuple

from generator.platform.types.cni import Cni


class PodGroups(NamedTuple):
    """The ids of those that the user names, sorted, and whether the cluster's own is among them."""

    clusters: bool
    named: list[str]


def pod_groups(cni: Cni, zone: str | None = None) -> PodGroups:
    """Those of a zone, or of every zone where they are not given by zone; there is always one."""
    said = cni.pod_security_groups
    named = said.get(zone or "", ()) if isinstance(said, dict) else said
    return PodGroups(cni.cluster_security_group or not named, sorted(set(named)))
