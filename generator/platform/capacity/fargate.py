"""Pods on Fargate: each takes one address of its profile's subnets."""

from collections import defaultdict
from math import ceil

from generator.platform.capacity.moments import Moment
from generator.platform.cluster.system_pods import system_pods, system_profile
from generator.platform.nodes.fargate import profile_zones, profiles, services_by_profile, surge
from generator.platform.services.replicas import fewest, most
from generator.platform.types.platform import Platform


def fargate_pods(platform: Platform, moment: Moment) -> defaultdict[tuple[str, str], int]:
    """The most pods on Fargate by tier and zone: an even share of each profile's in those zones that are there."""
    found: defaultdict[tuple[str, str], int] = defaultdict(int)
    for name, profile in profiles(platform).items():
        zones = profile_zones(platform, profile)
        there = max(len(zones) - 1, 1) if moment == "zoneLost" else len(zones)
        for zone in zones:
            found[profile.subnets, zone] += ceil(profile_pods(platform, name, moment) / there)
    return found


def profile_pods(platform: Platform, name: str, moment: Moment) -> int:
    """The most pods that a profile has at a moment; during an update all of them are rolled out at once."""
    pods = sum(each.number for each in system_pods(platform) if system_profile(platform, each) == name)
    for service in services_by_profile(platform).get(name, {}).values():
        count = fewest(platform, service) if moment == "today" else most(platform, service)
        pods += count + (surge(count) if moment == "update" else 0)
    return pods
