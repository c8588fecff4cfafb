"""The address plan: for every platform, allotted subnets lie where they must, and nothing that is added moves them."""

import re
from ipaddress import IPv4Network
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.platform.load import InvalidPlatform
from generator.platform.network.addresses import Subnet, block, subnets, vpc_networks
from generator.platform.types.platform import Platform
from tests.platforms import base

SECONDARY = ("100.64.0.0/16", "100.65.0.0/18", "100.66.0.0/24", "100.67.0.0/28", "10.200.0.0/16")
KINDS = ("private", "public", "isolated")
Plan = dict[tuple[str, str], IPv4Network]
Patch = dict[str, Any]


def examples(count: int) -> settings:
    """The same examples in every run, however slow the machine."""
    return settings(
        max_examples=count, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )


sizes = st.integers(16, 28)
primaries = st.integers(16, 26).map(lambda prefix: f"10.{prefix}.0.0/{prefix}")
zones = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6, unique=True)


@st.composite
def platforms(draw: st.DrawFn) -> Patch:
    """A patch with sizes, zones and CIDRs of any kind; some have no room."""
    extra = draw(st.lists(st.sampled_from(SECONDARY), unique=True))
    tiers: Patch = {
        name: {"kind": kind, "size": draw(sizes)}
        for name, kind in (("private", "private"), ("public", "public"), ("control", "isolated"))
    }
    for index, cidr in enumerate(draw(st.lists(st.sampled_from(extra), unique=True)) if extra else []):
        tiers[f"more{index}"] = {"kind": draw(st.sampled_from(KINDS)), "size": draw(sizes), "from": cidr}
        tiers[f"more{index}"]["loadBalancers"] = False
    return {
        "vpc": {"cidr": draw(primaries), "zones": draw(zones), "secondaryCidrs": extra},
        "subnets": tiers,
    }


def loaded(patch: Patch) -> Platform | None:
    try:
        return base(patch)
    except InvalidPlatform:
        return None


def plan(platform: Platform) -> Plan:
    return {(item.tier, item.zone): item.cidr for item in subnets(platform)}


def roomy(patch: Patch) -> tuple[Platform, Plan]:
    """The platform of a patch, its subnets made as small as they must be to have room."""
    for _ in range(len(patch["subnets"]) + 1):
        try:
            platform = base(patch)
        except InvalidPlatform as error:
            assume(all(follow(patch, problem.place, problem.message) for problem in error.problems))
        else:
            return platform, plan(platform)
    raise AssertionError("what the errors advise is not enough")


def follow(patch: Patch, place: tuple[Any, ...], message: str) -> bool:
    """Do what an error advises; whether it advises a size."""
    found = re.fullmatch(r"no room for zone [a-f]: .*; use size ([0-9]+), or give `cidrs`", message)
    if not found:
        assert re.fullmatch(r"no room for zone [a-f]: .*; give `cidrs`, or a larger CIDR", message), message
        return False
    assert place[0] == "subnets"
    assert place[2] == "size"
    patch["subnets"][place[1]]["size"] = int(found.group(1))
    return True


@given(platforms())
@examples(150)
def test_allotted_subnets_never_overlap_and_never_leave_their_block(patch: Patch) -> None:
    platform, allotted = roomy(patch)
    assert set(allotted) == {(tier, zone) for tier in platform.subnets for zone in platform.vpc.zones}
    for (tier, _), cidr in allotted.items():
        assert cidr.subnet_of(block(platform, platform.subnets[tier]))
        assert any(cidr.subnet_of(network) for network in vpc_networks(platform))
        assert cidr.prefixlen == platform.subnets[tier].size
    for one, other in combinations(allotted.values(), 2):
        assert not one.overlaps(other)


@given(platforms())
@examples(150)
def test_subnets_that_do_not_fit_are_errors_that_say_what_would(patch: Patch) -> None:
    """Every tier has a subnet in every zone, or an error names the block, what it holds, and a size that fits."""
    try:
        allotted = plan(base(patch))
    except InvalidPlatform as error:
        for problem in error.problems:
            _, tier, _ = problem.place
            assert re.match(
                r"no room for zone [a-f]: [0-9./]+ holds [0-9]+ subnets? of /[0-9]+ \((none|zone a|zones a to .)\); ",
                problem.message,
            )
            advised = re.search(r"use size ([0-9]+)", problem.message)
            if advised:
                size = int(advised.group(1))
                assert size > patch["subnets"][tier]["size"]
                _nothing_larger_fits(patch, str(tier), size)
    else:
        assert len(allotted) == len(patch["subnets"]) * len(patch["vpc"]["zones"])


def _nothing_larger_fits(patch: Patch, tier: str, size: int) -> None:
    def faults(size: int) -> bool:
        patch["subnets"][tier]["size"] = size
        try:
            base(patch)
        except InvalidPlatform as error:
            return any(problem.place[:2] == ("subnets", tier) for problem in error.problems)
        return False

    assert not faults(size)
    assert size == 16 or faults(size - 1)


def same_where_both(one: Plan, other: Plan) -> bool:
    return all(one[key] == other[key] for key in one.keys() & other.keys())


@given(platforms(), zones)
@examples(100)
def test_a_zone_added_or_removed_moves_nothing(patch: Patch, others: list[str]) -> None:
    _, before = roomy(patch)
    after = loaded(patch | {"vpc": patch["vpc"] | {"zones": others}})
    assume(after is not None)
    assert after
    assert same_where_both(before, plan(after))
    assert {zone for _, zone in plan(after)} == set(others)


@given(platforms(), st.data())
@examples(100)
def test_a_tier_added_or_removed_moves_nothing(patch: Patch, data: st.DataObject) -> None:
    _, before = roomy(patch)
    gone = data.draw(st.sampled_from([None, *(name for name in patch["subnets"] if name.startswith("more"))]))
    fewer = {name: tier for name, tier in patch["subnets"].items() if name != gone}
    given_ = {zone: f"10.99.{ord(zone)}.0/28" for zone in patch["vpc"]["zones"]}
    fewer["new"] = {"kind": data.draw(st.sampled_from(KINDS)), "cidrs": given_, "loadBalancers": False}
    after = base(patch | {"subnets": fewer})
    assert same_where_both(before, plan(after))
    assert {tier for tier, _ in before} ^ {tier for tier, _ in plan(after)} == {"new", gone} - {None}


@given(platforms(), st.data())
@examples(100)
def test_a_secondary_cidr_added_or_removed_moves_nothing(patch: Patch, data: st.DataObject) -> None:
    _, before = roomy(patch)
    used = {tier["from"] for tier in patch["subnets"].values() if "from" in tier}
    some = (
        data.draw(st.lists(st.sampled_from(sorted(set(SECONDARY) - used)), unique=True))
        if used < set(SECONDARY)
        else []
    )
    secondary = data.draw(st.permutations([*used, *some]))
    after = base(patch | {"vpc": patch["vpc"] | {"secondaryCidrs": secondary}})
    assert plan(after) == before


@given(platforms(), st.randoms(use_true_random=False))
@examples(50)
def test_the_order_of_keys_decides_nothing(patch: Patch, random: Any) -> None:
    _, before = roomy(patch)
    names = list(patch["subnets"])
    random.shuffle(names)
    shuffled = {name: patch["subnets"][name] for name in names}
    zones_ = list(patch["vpc"]["zones"])
    random.shuffle(zones_)
    after = base({"vpc": patch["vpc"] | {"zones": zones_}, "subnets": shuffled})
    assert plan(after) == before


def test_slots_are_the_zones_letters() -> None:
    platform = base({"vpc": {"zones": ["c", "a"]}, "subnets": {"private": {"size": 20}}})
    private = [item for item in subnets(platform) if item.tier == "private"]
    assert private == [
        Subnet("private", "a", IPv4Network("10.0.0.0/20")),
        Subnet("private", "c", IPv4Network("10.0.32.0/20")),
    ]


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        (
            {"vpc": {"zones": ["f"]}, "subnets": {"private": {"size": 19}}},
            "no room for zone f: 10.0.0.0/17 holds 4 subnets of /19 (zones a to d); use size 20, or give `cidrs`",
        ),
        (
            {"vpc": {"cidr": "10.0.0.0/27"}, "subnets": {"private": {"size": 28}}},
            "no room for zone b: 10.0.0.0/28 holds 1 subnet of /28 (zone a); give `cidrs`, or a larger CIDR",
        ),
    ],
)
def test_what_would_fit(patch: Patch, message: str) -> None:
    with pytest.raises(InvalidPlatform) as raised:
        base(patch)
    assert message in [problem.message for problem in raised.value.problems]
