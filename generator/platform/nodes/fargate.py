"""Fargate: which pods a profile takes, what it is called, and the sizes that pods get there."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from generator.platform.fleets import fleets
from generator.platform.network.addresses import Subnet, subnets, tier_zones
from generator.platform.network.adopted import subnet_id
from generator.platform.services.labels import labels
from generator.platform.types.fargate import FargateProfile
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service

OVERHEAD = 256
"""MiB that are added to every pod for the kubelet, kube-proxy and containerd.
https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html"""

GIB = 2**30


class PodSize(NamedTuple):
    """What Fargate gives a pod, and bills: thousandths of a vCPU, and GiB."""

    cpu: int
    memory: Decimal

    def __str__(self) -> str:
        return f"{Decimal(self.cpu) / 1000:f} vCPU and {self.memory:f} GB"


SIZES = tuple(
    PodSize(cpu, memory)
    for cpu, memories in (
        (250, (Decimal("0.5"), Decimal(1), Decimal(2))),
        (500, tuple(map(Decimal, range(1, 5)))),
        (1000, tuple(map(Decimal, range(2, 9)))),
        (2000, tuple(map(Decimal, range(4, 17)))),
        (4000, tuple(map(Decimal, range(8, 31)))),
        (8000, tuple(map(Decimal, range(16, 61, 4)))),
        (16000, tuple(map(Decimal, range(32, 121, 8)))),
    )
    for memory in memories
)
"""Every size, the smaller first. https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html"""


def pod_size(cpu: Decimal, memory: Decimal) -> PodSize | None:
    """The size for a pod's requests, in thousandths of a CPU and bytes; None where none is large enough."""
    needed = memory + OVERHEAD * 2**20
    return next((size for size in SIZES if size.cpu >= cpu and size.memory * GIB >= needed), None)


def profiles(platform: Platform) -> dict[str, FargateProfile]:
    """The profiles of a platform, in the order in which EKS asks them: by their whole names."""
    fargate = platform.nodes.fargate
    if fargate is None:
        return {}
    return dict(sorted(fargate.profiles.items(), key=lambda item: profile_name(platform, *item)))


def role_name(platform: Platform) -> str:
    """The pod execution role."""
    return f"{platform.name}-fargate"


def profile_zones(platform: Platform, profile: FargateProfile) -> tuple[str, ...]:
    """The zones of a profile, by their letters."""
    return tuple(sorted(profile.zones or tier_zones(platform, profile.subnets)))


def profile_subnets(platform: Platform, profile: FargateProfile) -> list[Subnet]:
    """The subnets of a profile, by zone."""
    zones = profile_zones(platform, profile)
    return [item for item in subnets(platform) if item.tier == profile.subnets and item.zone in zones]


def profile_name(platform: Platform, name: str, profile: FargateProfile) -> str:
    """The profile's name in EKS: with a hash of all that it cannot change, so that another one takes over first."""
    from hashlib import sha256

    lasting = {
        "role": role_name(platform),
        "namespaces": sorted(set(profile.namespaces)),
        "labels": dict(profile.labels),
        "subnets": [
            (item.name, subnet_id(platform, item) or str(item.cidr)) for item in profile_subnets(platform, profile)
        ],
    }
    return f"{name}-{sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()[:8]}"


def taking(platform: Platform, namespace: str, found: Mapping[str, str]) -> Iterator[str]:
    """The names of the profiles that match a pod, the one that takes it first.

    https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html
    """
    for name, profile in profiles(platform).items():
        if any(_matches(pattern, namespace) for pattern in profile.namespaces) and all(
            any(_matches(key, k) and _matches(value, v) for k, v in found.items())
            for key, value in profile.labels.items()
        ):
            yield name


def service_profile(platform: Platform, name: str, service: Service) -> str | None:
    """The profile that takes the pods of a service; None where they run on nodes."""
    return next(taking(platform, service.namespace, labels(platform, name)), None)


@lru_cache(maxsize=8)
def services_by_profile(platform: Platform) -> dict[str | None, dict[str, Service]]:
    """The services of every profile that takes some; those that run on nodes are None's."""
    found: dict[str | None, dict[str, Service]] = {}
    for name, service in sorted(platform.services.items()):
        profile = service_profile(platform, name, service) if platform.nodes.fargate else None
        found.setdefault(profile, {})[name] = service
    return found


def services_on_nodes(platform: Platform) -> dict[str, Service]:
    """The services that no profile takes."""
    return services_by_profile(platform).get(None, {})


def fargate_alone(platform: Platform) -> bool:
    """Whether there is nothing but Fargate to run on."""
    return platform.nodes.fargate is not None and not fleets(platform)


def surge(pods: int) -> int:
    """Pods more while a service is rolled out: 25 %, as its Deployment says."""
    return ceil(pods / 4)


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern))


def _matches(pattern: str, word: str) -> bool:
    return _pattern(pattern).fullmatch(word) is not None
