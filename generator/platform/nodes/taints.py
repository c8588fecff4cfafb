"""Nodes that pods stay away from: a service tolerates no taint but that of the accelerators that it asks for."""

from collections.abc import Collection

from generator.platform.fleets import Fleet, fleets
from generator.platform.nodes.accelerators import accelerators
from generator.platform.nodes.max_pods import Os
from generator.platform.types.addon import PlacedAddon
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service

REPELLING = ("NoSchedule", "NoExecute")
"""Effects that keep a pod away; PreferNoSchedule only prefers other nodes.
https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/"""


CRITICAL = "CriticalAddonsOnly"
"""The taint that every add-on tolerates.
https://docs.aws.amazon.com/eks/latest/userguide/critical-workload.html"""


def repelling(fleet: Fleet) -> list[str]:
    """The keys of the fleet's taints that keep pods away, sorted."""
    return sorted(key for key, taint in fleet.taints if taint.effect in REPELLING)


def open_fleets(platform: Platform, os: Os = "linux", tolerated: Collection[str] = ()) -> list[Fleet]:
    """The fleets of an operating system that a pod can run on that tolerates these taints alone."""
    return [fleet for fleet in fleets(platform) if fleet.os == os and not set(repelling(fleet)) - set(tolerated)]


def fleets_for(platform: Platform, service: Service) -> list[Fleet]:
    """The fleets that pods of a service can run on, as far as taints and operating systems tell."""
    return open_fleets(platform, service.os, tolerations(service))


def addon_tolerations(platform: Platform) -> set[str]:
    """The taints that pods of some add-on tolerate; all of them tolerate one, and CoreDNS is always there."""
    found = {CRITICAL}
    for addon in placed_addons(platform).values():
        found |= {*addon.tolerates}
    return found


def placed_addons(platform: Platform) -> dict[str, PlacedAddon]:
    """The add-ons whose pods run on some nodes, by name in platform.yaml."""
    addons = platform.addons
    found = zip(addons.__struct_encode_fields__, addons.__struct_fields__, strict=True)
    given = {name: getattr(addons, field) for name, field in found}
    return {name: addon for name, addon in given.items() if isinstance(addon, PlacedAddon)}


def tolerations(service: Service) -> list[str]:
    """The taints that a service tolerates: by custom, accelerators have one named as what is asked for."""
    return list(accelerators(service))
