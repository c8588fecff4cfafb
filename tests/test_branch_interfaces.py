"""Branch interfaces: how many a node takes, and what they take of subnets."""

from typing import Any

import pytest

from generator.platform.capacity import Demand, Moment, demands, limits
from generator.platform.fleets import fleets
from generator.platform.nodes.branch_interfaces import branch_enis, branch_pods
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.platform import Platform
from tests.platforms import base

# https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/v1.8.2/pkg/aws/vpc/limits.go
TYPES = {
    "a1.2xlarge": 38,
    "m5.large": 9,
    "m7g.xlarge": 18,
    "p5.48xlarge": 120,
    "t3.large": 0,
    "t4g.xlarge": 0,
    "t2.medium": 0,
    "m4.large": 0,
}
CUSTOM = {
    "vpc": {"secondaryCidrs": ["100.64.0.0/16"]},
    "subnets": {"pods": {"kind": "private", "size": 18, "from": "100.64.0.0/16"}},
}


def platform(replicas: Any, types: list[str] | None = None, **cni: Any) -> Platform:
    service = {"namespace": "a", "image": "x.y/z:1", "replicas": replicas, "securityGroups": ["sg-01234567"]}
    return base(
        {
            **(CUSTOM if "podSubnets" in cni else {}),
            "cni": {"securityGroupsForPods": "strict", **cni},
            "nodes": {"groups": {"general": {"instanceTypes": types or ["m7g.xlarge"]}}},
            "services": {"web": service},
        }
    )


def in_a(found: Platform, tier: str = "private", moment: Moment = "full") -> Demand:
    (demand,) = (each for each in demands(found, moment) if each.subnet[:2] == (tier, "a"))
    return demand


@pytest.mark.parametrize(("name", "count"), TYPES.items())
def test_branch_interfaces_of_a_type(name: str, count: int) -> None:
    known = instance_type(name)
    assert known
    assert known.branch_enis == count


@pytest.mark.parametrize(
    ("types", "count"),
    [(["m7g.xlarge"], 18), (["m7g.xlarge", "m7g.large"], 9), (["m7g.xlarge", "t4g.large"], 0), (["m99.large"], None)],
)
def test_the_fewest_of_a_fleet_count(types: list[str], count: int | None) -> None:
    (fleet,) = fleets(platform(1, types))
    assert branch_enis(fleet) == count


def test_only_services_with_groups_count_and_at_their_most() -> None:
    assert branch_pods(platform({"min": 2, "max": 7})) == 7
    assert branch_pods(platform(7, securityGroupsForPods="off")) == 0


def test_each_pod_takes_an_address_in_its_nodes_subnet() -> None:
    """Two nodes in a zone, each full with 4 interfaces of 15 addresses: the trunk is one of the four."""
    without, some = in_a(platform(10, securityGroupsForPods="off")), in_a(platform(10))
    assert (without.total, some.total) == (2 * 60, 2 * 60 + 10)
    assert (some.nodes, some.interfaces) == (without.nodes, without.interfaces)


def test_no_more_than_the_nodes_of_the_zone_take() -> None:
    """18 each; with them, 38 of 56 pods are left to ipamd: 3 interfaces and a warm one, which is the trunk."""
    assert in_a(platform(1000)).total == 2 * 60 + 2 * 18


def test_the_trunk_has_an_address_while_interfaces_are_left() -> None:
    """Prefixes for 108 of 110 pods are 7, on one interface of four: 1 + 112, the trunk, and the branches."""
    found = in_a(platform(1, mode="prefixDelegation"))
    assert found.total == 2 * (1 + 7 * 16 + 1) + 1
    assert (found.interfaces, found.prefixes) == (2, 14)
    assert found.warm == 2 * (112 - 108)


def test_branches_leave_fewer_pods_to_prefixes() -> None:
    """Of 108 pods 18 have branches: the other 90 have 6 prefixes, and a warm one."""
    found = in_a(platform(36, mode="prefixDelegation"))
    assert found.total == 2 * (1 + 7 * 16 + 1) + 36
    less = in_a(platform(36, mode="prefixDelegation", warm={"ips": 1, "minimumIps": 1}))
    assert less.prefixes == 2 * 6


def test_with_pod_subnets_they_lie_there() -> None:
    found = platform(10, podSubnets="pods")
    assert in_a(found).total == 2
    assert in_a(found, "pods").total == 2 * 45 + 10


def test_today_the_fewest_pods_are_there() -> None:
    """One node in the zone; two pods, at worst both there on branches; the first interface, and the trunk."""
    found = in_a(platform({"min": 2, "max": 50}), moment="today")
    assert found.total == 15 + 1 + 2
    assert found.assigned == 2


def test_nodes_that_take_no_branches_have_no_trunk() -> None:
    strict, off = (in_a(platform(10, ["t4g.xlarge"], securityGroupsForPods=mode)) for mode in ("strict", "off"))
    assert strict == off


@pytest.mark.parametrize("moment", ["today", "full", "update", "zoneLost"])
@pytest.mark.parametrize("replicas", [1, 17, 40, 400])
@pytest.mark.parametrize("cni", [{}, {"mode": "prefixDelegation"}, {"podSubnets": "pods"}], ids=str)
def test_parts_add_up(moment: Moment, replicas: int, cni: dict[str, Any]) -> None:
    for demand in demands(platform(replicas, **cni), moment):
        assert demand.warm >= 0
        assert demand.interfaces >= 0


def test_branch_interfaces_run_out() -> None:
    (limit,) = (limit for limit in limits(platform(109)) if limit.what == "branch interfaces")
    assert (limit.at, limit.planned, limit.short) == (6 * 18, 109, True)
    assert not [limit for limit in limits(platform(1, securityGroupsForPods="off")) if "branch" in limit.what]
