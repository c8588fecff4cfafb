"""Ways out: zonal and regional NAT gateways, and those of an adopted VPC."""

from typing import Any

import pytest

from generator.picture.topology import grid, mermaid, svg
from generator.platform.capacity import demands
from generator.platform.types.platform import Platform
from generator.render import terraform
from generator.render.readme import files
from tests.platforms import base, golden
from tests.terraform_root import document

REGIONAL = golden()["nat-regional"]
ADOPTED = golden()["existing-vpc"]


def resources(platform: Platform) -> Any:
    return document(terraform.files(platform))["resource"]


def test_a_regional_gateway_serves_every_zone_and_lies_in_no_subnet() -> None:
    found = resources(REGIONAL)
    assert found["aws_nat_gateway"] == {
        "regional": {
            "vpc_id": "${aws_vpc.this.id}",
            "availability_mode": "regional",
            "tags": {"Name": "demo-regional"},
            "depends_on": ["aws_internet_gateway.this"],
        }
    }
    assert "aws_eip" not in found
    routes = {name: body["nat_gateway_id"] for name, body in found["aws_route"].items()}
    assert routes == dict.fromkeys(("private-a", "private-b", "private-c"), "${aws_nat_gateway.regional.id}")
    assert not any(demand.nat_gateways for demand in demands(REGIONAL))


def test_public_tiers_keep_their_route_beside_a_regional_gateway() -> None:
    platform = base({"vpc": {"nat": "regional"}, "terraform": {"providerVersion": ">= 6.24, < 7.0"}})
    found = resources(platform)
    assert found["aws_route"]["public"]["gateway_id"] == "${aws_internet_gateway.this.id}"
    assert not any(demand.nat_gateways for demand in demands(platform))


@pytest.mark.parametrize(("nat", "gateways"), [("perZone", ["a", "b", "c"]), ("single", ["a"]), ("none", [])])
def test_zonal_gateways(nat: str, gateways: list[str]) -> None:
    platform = base({"vpc": {"nat": nat}})
    assert list(resources(platform).get("aws_nat_gateway", {})) == gateways
    assert [d.subnet.zone for d in demands(platform) if d.nat_gateways] == gateways


@pytest.mark.parametrize(("platform", "words"), [(REGIONAL, "regional NAT"), (ADOPTED, "owner's NAT")])
def test_pictures_show_nat_that_lies_in_no_subnet(platform: Platform, words: str) -> None:
    rows = {row.tier: row for row in grid.rows(platform)}
    assert rows["private"].route == words
    assert not any(cell.nat for row in rows.values() for cell in row.cells.values())
    assert words.replace("'", "&#x27;") in svg.report([platform]) or words in svg.report([platform])
    chart = mermaid.report([platform])
    assert words in chart
    assert chart.count('|"NAT"|') == sum(len(row.cells) for row in rows.values() if row.kind == "private")
    assert words in files(platform)["README.md"].decode()


def test_what_an_adopted_vpc_has_needs_no_provider() -> None:
    """Nothing is made of it: provider 5 does."""
    vpc = {"id": "vpc-01234567", "nat": "regional"}
    tables = dict.fromkeys("abc", "rtb-01234567")
    private = {"cidrs": {"a": "10.0.0.0/20", "b": "10.0.16.0/20", "c": "10.0.32.0/20"}, "routeTables": tables}
    control = {"cidrs": {"a": "10.0.64.0/28", "b": "10.0.64.16/28", "c": "10.0.64.32/28"}}
    platform = base({"vpc": vpc, "subnets": {"public": None, "private": private, "control": control}})
    assert "aws_nat_gateway" not in resources(platform)
