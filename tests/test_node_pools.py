"""Which instance types a Karpenter pool may have, and the worst that its limits allow."""

from typing import Any

import pytest

from generator.platform.capacity import capacity, demands, footprint
from generator.platform.fleets import Fleet, fleets
from generator.platform.fleets.node_pools import node_max_pods
from generator.platform.nodes.instance_types import instance_type, instance_types
from generator.platform.nodes.node_pool import ARCHITECTURES, matching, pools
from generator.platform.nodes.pool_limits import most_nodes
from generator.platform.types.karpenter_pool import NodePool
from generator.platform.types.platform import Platform
from tests.platforms import base

BATCH: dict[str, Any] = {
    "subnets": "private",
    "architectures": ["arm64"],
    "instanceCategories": ["c", "m", "r"],
    "limits": {"cpu": 200},
}
CUSTOM = {
    "vpc": {"secondaryCidrs": ["100.64.0.0/16"]},
    "subnets": {"pods": {"kind": "private", "size": 18, "from": "100.64.0.0/16"}},
    "cni": {"podSubnets": "pods"},
}


def pooled(pool: dict[str, Any], patch: dict[str, Any] | None = None) -> Platform:
    return base({"nodes": {"karpenter": {"pools": {"batch": pool}}}, **(patch or {})})


def pool_of(platform: Platform) -> NodePool:
    return pools(platform)["batch"]


def fleet(platform: Platform) -> Fleet:
    return next(each for each in fleets(platform) if each.kind == "Karpenter pool")


def found(pool: dict[str, Any], patch: dict[str, Any] | None = None) -> tuple[str, ...]:
    platform = pooled(pool, patch)
    return matching(platform, pool_of(platform))


def test_plain_types_of_the_categories_and_architecture_match() -> None:
    names = found(BATCH)
    assert {"m7g.large", "c6gn.medium", "r8g.48xlarge"} <= set(names)
    assert all(instance_types()[name].architectures == ("arm64",) for name in names)
    assert {name[0] for name in names} == {"c", "m", "r"}
    assert not [name for name in names if "metal" in name]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"instanceTypes": ["m7g.large", "m7i.large"]}, {"m7g.large"}),
        ({"instanceFamilies": ["c7g"], "cpus": {"min": 4, "max": 8}}, {"c7g.xlarge", "c7g.2xlarge"}),
        ({"instanceFamilies": ["c7g"], "memory": {"min": "4Gi", "max": "8Gi"}}, {"c7g.large", "c7g.xlarge"}),
        ({"instanceFamilies": ["m6g", "m7g"], "generation": {"min": 7}, "instanceSizes": ["large"]}, {"m7g.large"}),
        ({"instanceFamilies": ["m6g", "m7g"], "generation": {"max": 6}, "instanceSizes": ["large"]}, {"m6g.large"}),
        ({"instanceFamilies": ["m7g"], "instanceSizes": ["metal"]}, {"m7g.metal"}),
        (
            {"instanceFamilies": ["m7g"], "cpus": {"max": 4}, "exclude": {"instanceSizes": ["medium"]}},
            {"m7g.large", "m7g.xlarge"},
        ),
    ],
)
def test_what_is_asked_for_holds_with_ends_included(asked: dict[str, Any], names: set[str]) -> None:
    assert set(found({"subnets": "private", "architectures": ["arm64"], **asked})) == names


def test_prefixes_need_nitro() -> None:
    old = {"subnets": "private", "instanceTypes": ["m4.large", "m5.large"]}
    assert found(old) == ("m4.large", "m5.large")
    assert found(old, {"cni": {"mode": "prefixDelegation"}}) == ("m5.large",)


def test_everything_that_can_run_linux_matches_a_pool_that_asks_for_nothing() -> None:
    usable = {name for name, type_ in instance_types().items() if set(type_.architectures) & ARCHITECTURES.keys()}
    plain = {name for name in usable if instance_types()[name].hypervisor != "metal"}
    assert set(found({"subnets": "private"})) == {n for n in plain if instance_types()[n].accelerator is None}


MODES: dict[str, dict[str, Any]] = {
    "one by one": {},
    "prefixes": {"cni": {"mode": "prefixDelegation"}},
    "pods elsewhere": CUSTOM,
    "prefixes elsewhere": {**CUSTOM, "cni": {"podSubnets": "pods", "mode": "prefixDelegation"}},
}
LIMITS = [{"cpu": 200}, {"memory": "512Gi"}, {"nodes": 7}, {"cpu": 64, "memory": "100Gi"}, {"cpu": 100, "nodes": 10}]


@pytest.mark.parametrize("limits", LIMITS, ids=str)
@pytest.mark.parametrize("mode", MODES)
def test_no_type_takes_more_addresses_than_the_one_that_is_counted(mode: str, limits: dict[str, Any]) -> None:
    platform = pooled({**BATCH, "limits": limits}, MODES[mode])
    pool, counted = pool_of(platform), fleet(platform)

    def taken(name: str) -> int:
        type_ = instance_type(name)
        assert type_ is not None
        pods = node_max_pods(platform, pool, type_)
        return (most_nodes(pool, type_) or 0) * footprint(type_, platform.cni, pods - 2, pods).addresses

    (worst,) = counted.instance_types
    assert taken(worst) == max(map(taken, matching(platform, pool)))
    assert counted.max == most_nodes(pool, instance_types()[worst])


def test_limits_are_not_passed_by_any_type() -> None:
    platform = pooled({**BATCH, "limits": {"cpu": 64, "memory": "100Gi"}})
    for name in fleet(platform).every_type:
        type_, nodes = instance_types()[name], most_nodes(pool_of(platform), instance_types()[name]) or 0
        assert nodes * type_.vcpus <= 64
        assert (
            nodes * type_.memory_mib * (1 - 0.075)
            <= 100 * 1024
            < (nodes + 1) * max(type_.memory_mib, 1600 * type_.vcpus)
        )


def test_where_pods_lie_elsewhere_the_nodes_subnet_has_as_many_nodes_as_can_be() -> None:
    platform = pooled({**BATCH, "instanceTypes": ["m7g.medium", "m7g.large"], "limits": {"cpu": 30}}, CUSTOM)
    assert fleet(platform).instance_types == ("m7g.large",)
    nodes = {each.subnet.name: each.nodes for each in demands(platform, "full")}
    assert nodes["private-a"] == 30 / 3 + 6 / 3
    pods = {each.subnet.name: each.pods for each in demands(platform, "full")}
    assert pods["pods-a"] == 15 / 3 * 20 + 2 * 45, "two interfaces of ten each; of the group's three of fifteen"


def test_a_pool_without_limits_has_no_bound_and_nothing_runs_out_for_it() -> None:
    found = capacity(pooled({**BATCH, "limits": {}}))
    mine = [limit for limit in found.limits if limit.of == "batch"]
    assert [(limit.planned, limit.short) for limit in mine] == [(None, False)]
    assert mine[0].at > 0
    assert not found.short


def test_a_fixed_number_of_nodes_is_there_from_the_start() -> None:
    platform = pooled({**BATCH, "limits": {}, "replicas": 4, "instanceTypes": ["m7g.large"]})
    assert (fleet(platform).min, fleet(platform).max) == (4, 4)


@pytest.mark.parametrize(
    ("budgets", "at_once"),
    [
        ([], 20),
        ([{"nodes": "5%"}, {"nodes": 30}], 10),
        ([{"nodes": 0, "schedule": "@daily", "duration": "1h"}], 200),
        ([{"nodes": 1, "reasons": ["Empty"]}, {"nodes": "50%", "reasons": ["Drifted"]}], 100),
        ([{"nodes": 0}], 0),
    ],
)
def test_an_update_replaces_what_the_budgets_let_go(budgets: list[dict[str, Any]], at_once: int) -> None:
    assert fleet(pooled({**BATCH, "disruption": {"budgets": budgets}})).replaced_at_once == at_once
