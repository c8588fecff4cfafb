"""Pods and addresses of nodes, against AWS's own tables: worked examples, and every instance type."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.platform.capacity import Footprint, demands, footprint, load_balancers, tightest
from generator.platform.cluster.versions import calendar, next_version
from generator.platform.fleets import fleet_of
from generator.platform.nodes.allocatable import allocatable
from generator.platform.nodes.instance_types import InstanceType, instance_type, table_date
from generator.platform.nodes.max_pods import capped, computed_max_pods, formula, max_pods
from generator.platform.services.quantities import millicores, size
from generator.platform.types.cni import Cni, Warm
from tests.platforms import base, example

SECONDARY = Cni()
CUSTOM = Cni(pod_subnets="pods")
PREFIX = Cni(mode="prefixDelegation")
BOTH = Cni(mode="prefixDelegation", pod_subnets="pods")

# type, then max-pods by mode: before the cap, and with it
# https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
VECTORS: list[tuple[str, int, int, tuple[int, int], tuple[int, int]]] = [
    ("t3.small", 11, 8, (146, 110), (98, 98)),
    ("t3.medium", 17, 12, (242, 110), (162, 110)),
    ("m5.large", 29, 20, (434, 110), (290, 110)),
    ("c5.large", 29, 20, (434, 110), (290, 110)),
    ("m7g.large", 29, 20, (434, 110), (290, 110)),
    ("m5.xlarge", 58, 44, (898, 110), (674, 110)),
    ("m5.2xlarge", 58, 44, (898, 110), (674, 110)),
    ("inf2.xlarge", 58, 44, (898, 110), (674, 110)),
    ("g5.xlarge", 58, 44, (898, 110), (674, 110)),
    ("m5.4xlarge", 234, 205, (3714, 110), (3250, 110)),
    ("m5.8xlarge", 234, 205, (3714, 250), (3250, 250)),
    ("c5.9xlarge", 234, 205, (3714, 250), (3250, 250)),
    ("m5.24xlarge", 737, 688, (11762, 250), (10978, 250)),
    ("p4d.24xlarge", 737, 688, (11762, 250), (10978, 250)),
    ("m6g.medium", 8, 5, (98, 98), (50, 50)),
    ("p5.48xlarge", 100, 51, (1570, 250), (786, 250)),
]


def known(name: str) -> InstanceType:
    type_ = instance_type(name)
    assert type_ is not None
    return type_


@pytest.mark.parametrize(("name", "secondary", "custom", "prefix", "both"), VECTORS, ids=[row[0] for row in VECTORS])
def test_max_pods_of_a_type(
    name: str, secondary: int, custom: int, prefix: tuple[int, int], both: tuple[int, int]
) -> None:
    type_ = known(name)
    assert (formula(type_, SECONDARY), formula(type_, CUSTOM)) == (secondary, custom)
    assert (formula(type_, PREFIX), capped(type_, PREFIX)) == prefix
    assert (formula(type_, BOTH), capped(type_, BOTH)) == both


def test_a_plain_group_is_capped_as_eks_does() -> None:
    assert capped(known("m5.4xlarge"), SECONDARY) == 110
    assert capped(known("m5.8xlarge"), SECONDARY) == 234


def test_without_nitro_prefixes_are_no_help() -> None:
    assert formula(known("t2.medium"), PREFIX) == formula(known("t2.medium"), SECONDARY) == 17


LACKING = {"dl1.24xlarge", *(f"g4ad.{size}" for size in ("xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"))}
"""Types that the source of our table does not have; a rule says so of them."""

TWO_CARDS = {"i7ie.48xlarge", "i7ie.metal-48xl", "i8ge.48xlarge", "i8ge.metal-48xl"}
"""Types whose second network card EC2 tells of, and the CNI's list does not: the CNI uses the first card alone."""


def test_every_instance_type(oracle: Callable[[str], Path]) -> None:
    """The number that the CNI's own list of max-pods has for every type: E * (L - 1) + 2."""
    table: dict[str, Any] = json.loads(oracle("instance_types.json").read_text())
    ours = {name: type_ for name in table if (type_ := instance_type(name))}
    assert set(table) - set(ours) <= LACKING
    for name, type_ in ours.items():
        row = table[name]
        pods = row["max_enis"] * (row["ipv4_per_eni"] - 1) + 2
        assert formula(type_, SECONDARY) == pods or (name in TWO_CARDS and formula(type_, SECONDARY) < pods), name
        assert (type_.vcpus, type_.memory_mib) == (row["vcpu"], row["memory_mib"]), name
        assert {row["arch"], f"{row['arch']}_mac"} & set(type_.architectures), name
        assert (type_.hypervisor == "xen") == (row["hypervisor"] == "xen"), name


def group_of(patch: dict[str, Any], cni: dict[str, Any] | None = None) -> tuple[int | None, int | None]:
    platform = base({"nodes": {"groups": {"general": patch}}, **({"cni": cni} if cni else {})})
    group = fleet_of(platform, platform.nodes.groups["general"])
    return max_pods(platform, group), computed_max_pods(platform, group)


def test_max_pods_of_a_group() -> None:
    assert group_of({}) == (58, 58)
    assert group_of({"instanceTypes": ["m7g.xlarge", "m7g.large"]}) == (29, 29)
    assert group_of({"instanceTypes": ["m7g.xlarge", "m99.large"]}) == (None, None)
    assert group_of({"maxPods": 30, "imageId": "ami-0123456789abcdef0"}) == (30, 58)
    assert group_of({}, {"mode": "prefixDelegation"}) == (110, 110)


# https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md
# type, WARM_ENI, WARM_IP, MINIMUM_IP, pods: interfaces, secondary addresses
BY_ADDRESS: list[tuple[str, int | None, int | None, int | None, int, int, int]] = [
    ("t3.small", 1, None, None, 0, 1, 3),
    ("t3.small", 1, None, None, 5, 3, 9),
    ("t3.small", 1, None, None, 9, 3, 9),
    ("t3.small", None, 1, 1, 0, 1, 1),
    ("t3.small", None, 1, 1, 5, 2, 6),
    ("t3.small", None, 1, 1, 9, 3, 9),
    ("t3.small", None, 2, 5, 0, 2, 5),
    ("t3.small", None, 2, 5, 5, 3, 7),
    ("t3.small", None, 2, 5, 9, 3, 9),
    ("p3dn.24xlarge", 1, None, None, 0, 1, 49),
    ("p3dn.24xlarge", 1, None, None, 3, 2, 98),
    ("p3dn.24xlarge", 1, None, None, 95, 3, 147),
    ("p3dn.24xlarge", None, 5, 10, 0, 1, 10),
    ("p3dn.24xlarge", None, 5, 10, 7, 1, 12),
    ("p3dn.24xlarge", None, 5, 10, 15, 1, 20),
    ("p3dn.24xlarge", None, 5, 10, 45, 2, 50),
]


@pytest.mark.parametrize("row", BY_ADDRESS, ids=str)
def test_addresses_of_a_node(row: tuple[str, int | None, int | None, int | None, int, int, int]) -> None:
    name, eni, ip, minimum, pods, enis, secondary = row
    cni = Cni(warm=Warm(enis=eni, ips=ip, minimum_ips=minimum))
    assert footprint(known(name), cni, pods) == Footprint(enis, 0, secondary + enis)


# https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/prefix-and-ip-target.md
# type, WARM_PREFIX, WARM_IP, MINIMUM_IP, pods: interfaces, prefixes. Four rows of the page contradict its own prose
# (a new interface only when the others are full; a minimum of 20 is 32) and are left out.
BY_PREFIX: list[tuple[str, int | None, int | None, int | None, int, int, int]] = [
    ("t3.small", 1, None, None, 0, 1, 1),
    ("t3.small", 1, None, None, 5, 1, 2),
    ("t3.small", 1, None, None, 16, 1, 2),
    ("t3.small", 1, None, None, 17, 1, 3),
    ("t3.small", 1, None, None, 58, 2, 5),
    ("t3.small", None, 1, 1, 0, 1, 1),
    ("t3.small", None, 1, 1, 5, 1, 1),
    ("t3.small", None, 1, 1, 17, 1, 2),
    ("t3.small", None, 1, 1, 58, 2, 4),
    ("t3.small", None, 7, 20, 5, 1, 2),
    ("t3.small", None, 7, 20, 17, 1, 2),
    ("t3.small", None, 7, 20, 58, 2, 5),
    ("p3dn.24xlarge", 1, None, None, 0, 1, 1),
    ("p3dn.24xlarge", None, 5, 10, 0, 1, 1),
    ("p3dn.24xlarge", None, 5, 10, 7, 1, 1),
    ("p3dn.24xlarge", None, 5, 10, 15, 1, 2),
]


@pytest.mark.parametrize("row", BY_PREFIX, ids=str)
def test_prefixes_of_a_node(row: tuple[str, int | None, int | None, int | None, int, int, int]) -> None:
    name, prefix, ip, minimum, pods, enis, prefixes = row
    cni = Cni(mode="prefixDelegation", warm=Warm(prefixes=prefix, ips=ip, minimum_ips=minimum))
    assert footprint(known(name), cni, pods) == Footprint(enis, prefixes, 16 * prefixes + enis)


@pytest.mark.parametrize(
    ("cni", "totals"),
    [
        (SECONDARY, (10, 30, 30)),
        (Cni(warm=Warm(enis=0)), (10, 20, 30)),
        (Cni(warm=Warm(ips=2, minimum_ips=12)), (14, 14, 30)),
        (PREFIX, (17, 33, 49)),
        (Cni(mode="prefixDelegation", warm=Warm(ips=5, minimum_ips=16)), (17, 17, 49)),
        (CUSTOM, (10, 20, 20)),
    ],
)
def test_an_m5_large_with_0_10_and_29_pods(cni: Cni, totals: tuple[int, int, int]) -> None:
    found = [footprint(known("m5.large"), cni, pods).addresses for pods in (0, 10, 29)]
    assert tuple(found) == totals


def test_three_c5_large_with_two_pods() -> None:
    """https://docs.aws.amazon.com/eks/latest/best-practices/vpc-cni.html: 20 + 20 + 10."""
    assert sum(footprint(known("c5.large"), SECONDARY, pods).addresses for pods in (1, 1, 0)) == 50


def test_the_pool_stops_growing_at_max_pods() -> None:
    """With 110 pods at most, the fourth interface (116 addresses) and the seventh prefix (112) are the last."""
    type_ = known("m5.4xlarge")
    assert footprint(type_, SECONDARY, 108) == Footprint(5, 0, 150)
    assert footprint(type_, SECONDARY, 108, 110) == Footprint(4, 0, 120)
    assert footprint(type_, PREFIX, 108, 110) == Footprint(1, 7, 113)
    several = Cni(mode="prefixDelegation", warm=Warm(prefixes=3))
    assert footprint(type_, several, 108, 110).prefixes == 9


@given(
    name=st.sampled_from(["t3.small", "m5.large", "m7g.4xlarge", "p5.48xlarge", "t2.medium", "hpc6id.32xlarge"]),
    mode=st.sampled_from(["secondaryIp", "prefixDelegation"]),
    pod_subnets=st.sampled_from([None, "pods"]),
    warm=st.builds(Warm, *(st.one_of(st.none(), st.integers(0, 40)) for _ in range(4))),
    share=st.floats(0, 1),
)
def test_a_node_has_addresses_for_its_pods(
    name: str, mode: Any, pod_subnets: str | None, warm: Warm, share: float
) -> None:
    type_, cni = known(name), Cni(mode=mode, pod_subnets=pod_subnets, warm=warm)
    limit = capped(type_, cni)
    pods = int(share * (limit - 2))
    taken = footprint(type_, cni, pods, limit)
    assert pods <= taken.addresses - taken.enis
    assert taken.enis <= max(type_.max_enis, 1)
    assert taken.addresses <= footprint(type_, cni, pods).addresses


def test_demand_of_the_worked_example() -> None:
    """12 nodes in 3 zones are 4 in each, 6 during an update; a full m7g.xlarge has 7 prefixes on one interface."""
    found = {demand.subnet.name: demand for demand in demands(example()["production"])}
    assert found["private-a"].nodes == 6
    assert found["private-a"].pods == 0
    assert (found["pods-b"].pods, found["pods-b"].prefixes) == (6 * 113, 6 * 7)
    assert (found["public-c"].load_balancers, found["public-c"].nat_gateways) == (8, 1)
    assert found["control-a"].total == found["control-a"].control_plane == 6
    assert found["control-a"].free == 5
    assert all(demand.total == 0 for name, demand in found.items() if name.startswith("data-"))


def test_demand_without_pod_subnets_lies_in_the_nodes_own() -> None:
    (private,) = (d for d in demands(base()) if d.subnet.name == "private-b")
    assert (private.nodes, private.pods, private.total) == (4, 4 * 59, 240)


def test_demand_counts_endpoints_and_one_nat_gateway_where_they_lie() -> None:
    closed = {d.subnet.name: d for d in demands(base({"vpc": {"nat": "none"}}))}
    assert (closed["private-a"].endpoints, closed["public-a"].endpoints) == (7, 0)
    single = {d.subnet.name: d for d in demands(base({"vpc": {"nat": "single"}}))}
    assert (single["public-a"].nat_gateways, single["public-b"].nat_gateways) == (1, 0)


def test_groups_in_one_tier_add_up() -> None:
    more = {"instanceTypes": ["m7g.large"], "scaling": {"min": 1, "max": 3}, "subnets": "private"}
    (private,) = (d for d in demands(base({"nodes": {"groups": {"more": more}}})) if d.subnet.name == "private-a")
    assert (private.nodes, private.total) == (4 + 3, 4 * 60 + 3 * 30)


def test_the_tightest_subnet_of_a_tier() -> None:
    cidrs = {"a": "10.0.0.0/22", "b": "10.0.4.0/23", "c": "10.0.8.0/22"}
    found = {d.subnet.tier: d for d in tightest(base({"subnets": {"private": {"cidrs": cidrs}}}))}
    assert found["private"].subnet.name == "private-b"
    assert set(found) == {"public", "private", "control"}


def test_load_balancers_lie_where_their_scheme_says() -> None:
    service = {"namespace": "shop", "image": "public.ecr.aws/nginx/nginx:1.29", "ports": {"http": 8080}}
    route = {"class": "inside", "hosts": {"shop.example.com": {"/": "web:http"}}}
    patch = {
        "services": {"web": service},
        "ingress": {
            "classes": {"inside": {"controller": "alb"}, "unused": {"controller": "alb"}},
            "routes": {"shop": route},
        },
    }
    assert load_balancers(base(patch)) == {"private": 1}


def test_every_proxy_has_a_load_balancer_in_its_tier_and_a_big_ip_none() -> None:
    f5 = {"partition": "a", "url": "https://bigip.example.com", "credentials": "login"}
    classes = {
        "inside": {"controller": "nginx"},
        "edge": {"controller": "haproxy", "scheme": "internet-facing"},
        "own": {"controller": "nginx", "subnets": "control"},
        "appliance": {"controller": "f5", **f5},
    }
    assert load_balancers(base({"ingress": {"classes": classes}})) == {"private": 1, "public": 1, "control": 1}


@pytest.mark.parametrize(
    ("name", "pods", "cpu", "memory"),
    [("m5.large", 29, 1930, 7518), ("m7g.xlarge", 58, 3920, 15391), ("m6g.medium", 8, 940, 3653)],
)
def test_what_pods_can_have_of_a_node(name: str, pods: int, cpu: int, memory: int) -> None:
    room = allocatable(known(name), pods)
    assert room == (Decimal(cpu), Decimal(memory * 2**20))


@pytest.mark.parametrize(("text", "number"), [("250m", 250), ("2", 2000), ("0.5", 500), ("1.25", 1250)], ids=str)
def test_cpu_quantities(text: str, number: int) -> None:
    assert millicores(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("512", 512), ("1Ki", 1024), ("1.5Gi", 3 * 2**29), ("2M", 2 * 10**6), ("1k", 1000), ("1Ti", 2**40)],
)
def test_memory_quantities(text: str, number: int) -> None:
    assert size(text) == number


def test_the_tables_say_how_old_they_are() -> None:
    assert table_date() >= "2026"
    versions = calendar().versions
    assert list(versions) == sorted(versions)
    for support in versions.values():
        assert support.end_extended
        assert support.end_standard is None or support.end_standard < support.end_extended
    assert next_version("1.36") == "1.37"
