"""max-pods of every instance type in every mode, on Linux and Windows, and what the kubelet leaves to pods."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.platform.capacity import Footprint
from generator.platform.capacity.footprint import node_footprint, windows_footprint
from generator.platform.fleets import fleet_of
from generator.platform.nodes.allocatable import allocatable
from generator.platform.nodes.max_pods import capped, formula
from generator.platform.types.cni import Cni
from generator.platform.types.kubelet import Kubelet
from tests.platforms import base
from tests.test_capacity import BOTH, CUSTOM, LACKING, PREFIX, SECONDARY, TWO_CARDS, group_of, known


def expected(row: dict[str, Any], cni: Cni) -> int:
    """The worked formulas of the user guide, from the table's own numbers, before the cap."""
    enis = row["max_enis"] - (1 if cni.pod_subnets else 0)
    prefixes = cni.mode == "prefixDelegation" and row["hypervisor"] != "xen"
    return int(enis * (row["ipv4_per_eni"] - 1) * (16 if prefixes else 1) + 2)


@pytest.mark.parametrize("cni", [SECONDARY, CUSTOM, PREFIX, BOTH], ids=["secondary", "custom", "prefix", "both"])
def test_every_instance_type_in_every_mode(oracle: Callable[[str], Path], cni: Cni) -> None:
    table: dict[str, Any] = json.loads(oracle("instance_types.json").read_text())
    for name in table.keys() - LACKING - TWO_CARDS:
        type_, row = known(name), table[name]
        pods = expected(row, cni)
        assert formula(type_, cni) == pods, name
        assert capped(type_, cni) == min(pods, 110 if row["vcpu"] <= 30 else 250), name
        addresses = row["ipv4_per_eni"] - 1
        many = 16 if cni.mode == "prefixDelegation" and row["hypervisor"] != "xen" else 1
        assert capped(type_, cni, "windows") == min(addresses * many, 110), name


def test_of_several_types_the_smallest_counts(oracle: Callable[[str], Path]) -> None:
    table: dict[str, Any] = json.loads(oracle("instance_types.json").read_text())
    names = sorted(name for name in table.keys() - LACKING - TWO_CARDS if table[name]["arch"] == "arm64")
    for first, second, third in zip(names, names[7:], names[19:], strict=False):
        each = [
            min(expected(table[name], PREFIX), 110 if table[name]["vcpu"] <= 30 else 250)
            for name in (first, second, third)
        ]
        group = {"instanceTypes": [first, second, third], "managed": False}
        assert group_of(group, {"mode": "prefixDelegation"})[0] == min(each)


# https://docs.aws.amazon.com/eks/latest/best-practices/windows-networking.html
@pytest.mark.parametrize(
    ("cni", "pods", "footprint_"),
    [
        (SECONDARY, 0, Footprint(1, 0, 4)),
        (SECONDARY, 5, Footprint(1, 0, 9)),
        (SECONDARY, 9, Footprint(1, 0, 10)),
        (PREFIX, 0, Footprint(1, 1, 17)),
        (PREFIX, 16, Footprint(1, 2, 33)),
        (PREFIX, 110, Footprint(1, 7, 113)),
    ],
)
def test_a_windows_node_has_one_interface(cni: Cni, pods: int, footprint_: Footprint) -> None:
    assert windows_footprint(known("m5.large"), cni, pods) == footprint_


def test_a_full_windows_node() -> None:
    patch = {"instanceTypes": ["m5.large"], "ami": "WINDOWS_CORE_2022_x86_64"}
    platform = base({"nodes": {"groups": {"general": patch}}})
    assert node_footprint(platform, fleet_of(platform, platform.nodes.groups["general"])) == Footprint(1, 0, 10)
    assert group_of(patch) == (9, 9)


def test_what_is_kept_for_the_kubelet() -> None:
    type_ = known("m5.large")
    kept = Kubelet(system_reserved={"cpu": "100m", "memory": "1Gi"}, kube_reserved={"cpu": "200m"})
    plain, less = allocatable(type_, 29), allocatable(type_, 29, kept)
    assert less.cpu == 2000 - 200 - 100
    assert plain.memory - less.memory == 2**30
    share = allocatable(type_, 29, Kubelet(eviction_hard={"memory.available": "10%"}))
    assert plain.memory - share.memory == Decimal("0.1") * type_.memory_mib * 2**20 - 100 * 2**20
