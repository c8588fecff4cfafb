"""A tier in a Local Zone: one subnet, reached through its parent's zone, and nothing in it that AWS lacks there."""

from typing import Any

from generator.picture.topology import grid
from generator.platform.capacity import demands
from generator.platform.fleets import fleets
from generator.platform.network.addresses import subnet_zone, subnets, tier_subnets
from generator.platform.network.endpoints import endpoint_tier
from generator.platform.network.placement import internal_candidates, nat_tier, pod_tiers, public_tiers
from generator.platform.types.platform import Platform
from generator.render import terraform
from tests.platforms import base, golden, patches
from tests.terraform_root import document

GOLDEN = golden()["local-zone"]
PATCH = patches()["local-zone"]


def changed(**more: Any) -> Platform:
    return base({**PATCH, **more})


def resources(platform: Platform) -> Any:
    return document(terraform.files(platform))["resource"]


def test_the_tier_is_one_subnet_there() -> None:
    (edge,) = tier_subnets(GOLDEN, "edge")
    assert (edge.name, edge.zone, subnet_zone(GOLDEN, edge)) == ("edge-b", "b", "us-east-1-bos-1a")
    assert resources(GOLDEN)["aws_subnet"]["edge-b"]["availability_zone"] == "us-east-1-bos-1a"


def test_a_slot_is_that_of_the_parents_letter() -> None:
    """Nothing moves when a tier is put into a Local Zone."""
    size = {"vpc": {"secondaryCidrs": ["100.64.0.0/16"]}, "region": "us-east-1"}
    tier = {"kind": "isolated", "size": 20, "from": "100.64.0.0/16"}
    local = {**tier, "localZone": {"name": "us-east-1-bos-1a", "parent": "b"}}
    everywhere, there = (base({**size, "subnets": {"edge": each}}) for each in (tier, local))
    assert tier_subnets(there, "edge") == [tier_subnets(everywhere, "edge")[1]]


def test_it_has_the_routes_of_its_parents_zone() -> None:
    found = resources(GOLDEN)
    tables = {name: body["route_table_id"] for name, body in found["aws_route_table_association"].items()}
    assert tables["edge-b"] == "${aws_route_table.private-b.id}"
    assert tables["edge-public-b"] == "${aws_route_table.public.id}"


def test_only_zones_with_private_subnets_have_a_private_route() -> None:
    found = resources(changed(subnets={**PATCH["subnets"], "private": None}, nodes=nodes_at_the_edge()))
    assert set(found["aws_route"]) == {"private-b", "public"}
    assert set(found["aws_route_table"]) == {"isolated", "private-b", "public"}


def nodes_at_the_edge() -> dict[str, Any]:
    return {"groups": {**PATCH["nodes"]["groups"], "general": None}}


def test_nothing_lies_there_that_aws_has_only_in_the_region() -> None:
    assert nat_tier(GOLDEN) == "public"
    assert public_tiers(GOLDEN) == ["public"]
    assert internal_candidates(GOLDEN) == ["private"]
    assert resources(GOLDEN)["aws_subnet"]["edge-public-b"]["tags"] == {"Name": "demo-edge-public-b"}
    alone = changed(subnets={**PATCH["subnets"], "private": None}, nodes=nodes_at_the_edge())
    assert endpoint_tier(alone) == "control"


def test_a_group_lies_in_its_one_subnet() -> None:
    fleet = next(fleet for fleet in fleets(GOLDEN) if fleet.name == "edge")
    assert fleet.zones == ("b",)
    assert resources(GOLDEN)["aws_eks_node_group"]["edge"]["subnet_ids"] == ["${aws_subnet.edge-b.id}"]
    full = {demand.subnet.name: demand.nodes for demand in demands(GOLDEN, "full")}
    assert full["edge-b"] == fleet.max


def test_pods_find_further_subnets_only_in_the_nodes_own_zone() -> None:
    more = {"kind": "private", "cidrs": {"b": "10.0.97.0/24"}, "localZone": {"name": "us-east-1-bos-1a", "parent": "b"}}
    regional = {"kind": "private", "cidrs": {"a": "10.0.100.0/24", "b": "10.0.101.0/24", "c": "10.0.102.0/24"}}
    platform = changed(
        subnets={**PATCH["subnets"], "more": more, "regional": regional},
        cni={"extraPodSubnets": ["more", "regional"]},
    )
    found = {fleet.name: pod_tiers(platform, fleet) for fleet in fleets(platform)}
    assert found == {"edge": ["edge", "more"], "general": ["private", "regional"]}
    assert len(demands(platform)) == len(subnets(platform))


def test_the_picture_says_where_it_lies() -> None:
    rows = {row.tier: row for row in grid.rows(GOLDEN)}
    assert list(rows["edge"].cells) == ["b"]
    assert rows["edge"].cells["b"].inhabitants == ["in us-east-1-bos-1a", "edge: up to 2 nodes"]
    assert rows["edge"].route == "NAT in zone b"
