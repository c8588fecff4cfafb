"""What becomes reachable, and what no more, is told by networks and not by words."""

from pathlib import Path

import pytest

from generator.diff.reachability import Gate, Reach, reachability, way_out
from generator.diff.report import phrases
from generator.platform.document.source import Source
from generator.platform.load import load
from tests.platforms import golden
from tests.test_diff import EXAMPLE, compared

API = "the Kubernetes API"
PUBLIC = "publicCidrs: [203.0.113.0/24]"
DEVICES = "sourceRanges: [10.20.0.0/16, 192.168.0.0/16]"
ROUTES = '{/: "web:http", /orders: "orders:http"}'


def found(tmp_path: Path, *edits: tuple[str, str]) -> list[Reach]:
    return compared(tmp_path, *edits).reachability["production"]


@pytest.mark.parametrize(
    ("cidrs", "opened", "cut"),
    [
        ("[203.0.113.0/24]", (), ()),
        ("[203.0.113.0/25, 203.0.113.128/25]", (), ()),
        ("[203.0.113.0/25]", (), ("203.0.113.0/24",)),
        ("[203.0.112.0/23]", ("203.0.112.0/23",), ()),
        ("[198.51.100.0/24]", ("198.51.100.0/24",), ("203.0.113.0/24",)),
        ("[]", ("0.0.0.0/0",), ()),
    ],
)
def test_networks_inside_others_are_not_new(
    tmp_path: Path, cidrs: str, opened: tuple[str, ...], cut: tuple[str, ...]
) -> None:
    changed = [each for each in found(tmp_path, (PUBLIC, f"publicCidrs: {cidrs}")) if each.gate.of == API]
    assert [(each.opened, each.cut) for each in changed] == ([(opened, cut)] if opened or cut else [])
    assert all(each.from_internet is bool(opened) for each in changed)


def test_a_path_of_a_public_host_is_open_to_the_internet(tmp_path: Path) -> None:
    (reach,) = found(tmp_path, (ROUTES, '{/: "web:http", /orders: "orders:http", /mail: "orders:http"}'))
    assert (reach.gate.of, reach.from_internet) == ("shop/orders at http, as shop.example.com/mail", True)


def test_source_ranges_of_an_internal_load_balancer(tmp_path: Path) -> None:
    (reach,) = found(tmp_path, (DEVICES, "sourceRanges: [10.20.0.0/16, 172.16.0.0/12]"))
    assert (reach.opened, reach.cut, reach.kept) == (("172.16.0.0/12",), ("192.168.0.0/16",), ("10.20.0.0/16",))
    assert not reach.from_internet


def test_an_internet_facing_load_balancer(tmp_path: Path) -> None:
    opened, *others = found(tmp_path, ("{scheme: internal, crossZone: true, ", "{scheme: internet-facing, "))
    assert (opened.gate.door, opened.from_internet) == ("internet-facing load balancer", True)
    assert [each.opened for each in others] == [()]


def test_network_policies(tmp_path: Path) -> None:
    inwards, outwards = found(
        tmp_path, ("      mqtt: mqtt\n", "      partner: {cidr: 198.51.100.0/24, ports: [443]}\n")
    )
    assert (inwards.gate.outward, outwards.gate.outward) == (True, False)
    assert (inwards.gate.of, inwards.opened) == ("shop/orders at TCP 443", ("198.51.100.0/24",))
    assert (outwards.gate.of, outwards.cut) == ("iot/mqtt at mqtt", ("shop/orders",))


def test_policies_that_nobody_enforces_cut_nothing_off(tmp_path: Path) -> None:
    first = next(each for each in found(tmp_path, ("networkPolicy: standard", "networkPolicy: off")) if each.opened)
    assert (first.gate.of, first.opened) == ("every pod", ("every pod and node",))


def test_the_way_out_goes_with_nat() -> None:
    base = load(Source("platform.yaml", EXAMPLE))["production"]
    head = load(Source("platform.yaml", EXAMPLE.replace("nat: perZone", "nat: none")))["production"]
    cut = {each.gate.of: each.cut for each in reachability(base, head) if each.gate.door == "NAT"}
    assert cut == {"subnets of pods": ("0.0.0.0/0",), "subnets of private": ("0.0.0.0/0",)}


def test_what_is_not_there_reaches_nothing() -> None:
    platform = load(Source("platform.yaml", EXAMPLE))["production"]
    assert reachability(platform, platform) == []
    assert all(each.opened and not each.cut for each in reachability(None, platform))
    assert all(each.cut and not each.opened for each in reachability(platform, None))


def test_ipv6_has_ways_of_its_own() -> None:
    platform = golden()["ipv6"]
    peers = {gate.door: peer for gate, peer in way_out.ways(platform) if peer == "::/0"}
    assert peers == {"egress-only gateway": "::/0"}
    assert phrases.peer(Gate("x", "y", public=True), "::/0") == "the internet, by IPv6"
