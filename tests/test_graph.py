"""`groundplan graph`: the topology as SVG and Mermaid, and that a user's text stays text."""

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import run
from generator.picture.mermaid import Ids, edge, node, quoted, subgraph
from generator.picture.svg import Drawing, shortened
from generator.picture.topology import DRAWABLE, Call, Calls, Thing, calls, grid, mermaid, svg
from generator.picture.topology.ranks import Way, ranks
from generator.platform.types.platform import Platform
from generator.render.readme import files
from tests.platforms import base, example, golden
from tests.repository import Repository

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    '"]\n  click n0 "javascript:alert(1)"',
    "<script>alert(1)</script>",
    "a & b",
    "]]>",
    "#quot;",
    "`x`",
    "\x00\x1b[31m",
]


def service(**more: Any) -> dict[str, Any]:
    return {"namespace": "shop", "image": "public.ecr.aws/nginx/nginx:1.29", "ports": {"http": 8080}, **more}


def many(count: int, namespaces: int) -> Platform:
    """Services that each call the next three."""
    names = [f"svc-{index}" for index in range(count)]
    targets = {name: dict.fromkeys(names[i + 1 : i + 4], "http") for i, name in enumerate(names)}
    return base(
        {
            "services": {
                name: service(namespace=f"team-{index % namespaces}", connectsTo=targets[name])
                for index, name in enumerate(names)
            }
        }
    )


def parsed(platforms: list[Platform]) -> ET.Element:
    return ET.fromstring(svg.report(platforms))  # noqa: S314 - our own


def words(root: ET.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def boxes(root: ET.Element, kind: str) -> list[tuple[float, float, float, float]]:
    rects = (each for each in root.iter(f"{SVG}rect") if kind in (each.get("class") or "").split())
    return [tuple(float(each.get(key, 0)) for key in ("x", "y", "width", "height")) for each in rects]  # type: ignore[misc]


# ------------------------------------------------------------------ SVG


@pytest.mark.parametrize("name", sorted(golden()))
def test_everything_is_drawn_once_and_inside(name: str) -> None:
    platform = golden()[name]
    root, said = parsed([platform]), words(parsed([platform]))
    for row in grid.rows(platform):
        for cell in row.cells.values():
            assert said.count(cell.subnet.name) == 1
            assert said.count(cell.addresses) >= 1
    width, height = (float(root.get(key, 0)) for key in ("width", "height"))
    for x, y, wide, high in [*boxes(root, "box"), *boxes(root, "zone"), *boxes(root, "frame")]:
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + high <= height


@pytest.mark.parametrize("name", sorted(golden()))
def test_subnets_lie_inside_their_zone_and_apart(name: str) -> None:
    root = parsed([golden()[name]])
    zones, drawn = boxes(root, "zone"), [box for box in boxes(root, "box") if box[2] > 150]
    inside = [
        (one, zone)
        for zone in zones
        for one in drawn
        if zone[0] <= one[0] and one[0] + one[2] <= zone[0] + zone[2] and zone[1] <= one[1] <= zone[1] + zone[3]
    ]
    assert len(inside) == sum(len(row.cells) for row in grid.rows(golden()[name]))
    for index, (one, _) in enumerate(inside):
        for other, _ in inside[index + 1 :]:
            assert one[0] != other[0] or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]


def test_rows_of_the_worked_example() -> None:
    rows = {row.tier: row for row in grid.rows(example()["staging"])}
    assert list(rows) == ["public", "pods", "private", "data", "control"]
    assert rows["private"].route == "NAT in zone a"
    assert [cell.nat for cell in rows["public"].cells.values()] == [True, False, False]
    balancers = ["load balancer internal", "load balancer mqtt"]
    assert rows["private"].cells["b"].inhabitants == [*balancers, "general: up to 2 nodes"]
    assert rows["public"].cells["c"].inhabitants == ["load balancer public"]
    assert rows["control"].cells["c"].inhabitants == ["control plane interface"]
    assert rows["pods"].cells["a"].inhabitants == ["pods"]


def test_without_nat_there_is_no_way_out() -> None:
    rows = {row.tier: row for row in grid.rows(base({"vpc": {"nat": "none"}}))}
    assert rows["private"].route == "no way out"
    assert "7 interface endpoints" in rows["private"].cells["a"].inhabitants


def test_a_group_lies_in_its_zones_alone() -> None:
    rows = {row.tier: row for row in grid.rows(base({"nodes": {"groups": {"general": {"zones": ["b"]}}}}))}
    assert [bool(cell.inhabitants) for cell in rows["private"].cells.values()] == [False, True, False]


def test_ports_of_the_nodes_are_drawn() -> None:
    networks = {call.start.name: call.label for call in calls(golden()["service-node-port"]).calls}
    assert networks == {"10.0.0.0/17": "nodes' 30053, 30080", "10.0.128.0/20": "nodes' 30053, 30080"}
    labels = {(call.start.name, call.label) for call in calls(golden()["ingress-f5"]).calls}
    assert {("virtual", "/ to http by nodes' 30080"), ("appliance", "/ to http")} <= labels
    assert ("nodes", "/ to http by nodes") in {
        (c.start.name, c.label) for c in calls(golden()["ingress-alb-full"]).calls
    }


def test_svg_is_self_contained() -> None:
    text = svg.report(list(example().values()))
    assert not re.search(r"(href|src|@import|url\((?!#))", text)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace(">http<", "").replace(" to http<", "")
    assert "prefers-color-scheme: dark" in text


def test_1000_services_are_summarized() -> None:
    platform = many(1000, 90)
    assert len(svg.report([platform])) < 200_000
    assert len(mermaid.report([platform])) < 50_000
    assert len(files(platform)["README.md"]) < 50_000
    found = calls(platform)
    assert len([thing for thing in found.things if thing.kind == "service"]) == DRAWABLE
    assert "by namespace" in found.note
    shown = " ".join(found.things.values())
    assert sum(map(int, re.findall(r"(\d+) services?", shown))) == 1000


def test_few_namespaces_are_drawn_whole() -> None:
    found = calls(many(100, 4))
    assert {thing.name for thing in found.things} == {f"team-{index}" for index in range(4)}
    assert {call.label for call in found.calls if call.start.name == "team-0"} == {
        "25 calls",
        "24 calls",
    } or found.calls


def test_a_picture_of_two_platforms_has_both() -> None:
    said = words(parsed(list(example().values())))
    assert {"shop, production, eu-west-1", "shop, staging, eu-west-1"} <= set(said)


# ------------------------------------------------------------------ where the callers stand

THINGS = [Thing("service", f"s{index}") for index in range(12)]


@given(st.sets(st.tuples(st.sampled_from(THINGS), st.sampled_from(THINGS)), max_size=40))
@settings(max_examples=100, deadline=None)
def test_every_call_has_a_way(pairs: set[tuple[Thing, Thing]]) -> None:
    """Also in circles: every thing has one place, and a call goes from column to column next to it."""
    found = Calls({thing: thing.name for thing in THINGS}, [Call(*pair, "http") for pair in sorted(pairs)])
    placed = ranks(found)
    column = {place: index for index, places in enumerate(placed.columns) for place in places}
    assert sorted(place for place in column if isinstance(place, Thing)) == sorted(THINGS)
    assert len(column) == sum(map(len, placed.columns))
    for call, places in placed.routes:
        assert (places[0], places[-1]) == (call.start, call.end)
        assert all(isinstance(place, Way) for place in places[1:-1])
        steps = {column[b] - column[a] for a, b in pairwise(places)}
        assert steps <= {1} or steps <= {-1} or steps == {0}


def test_what_is_called_stands_right_of_its_callers() -> None:
    found = calls(example()["production"])
    placed = ranks(found)
    order = [sorted(place.name for place in column if isinstance(place, Thing)) for column in placed.columns]
    assert order == [
        ["backoffice.example.com", "shop.example.com"],
        ["internal", "mqtt", "public"],
        ["settlement", "web"],
        ["orders"],
        ["mqtt"],
        ["0.0.0.0/0", "10.20.240.0/22"],
    ]


# ------------------------------------------------------------------ text stays text


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_svg_escapes(hostile: str) -> None:
    drawing = Drawing(hostile)
    drawing.text(0, 10, hostile)
    drawing.text(0, 20, hostile * 20, room=50)
    root = ET.fromstring(drawing.xml())  # noqa: S314 - our own
    shown = "".join(c if c.isprintable() else "\ufffd" for c in hostile)
    assert words(root)[0] == shown
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {"svg", "title", "style", "rect", "text"}


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_svg_is_well_formed_whatever_it_says(said: str) -> None:
    drawing = Drawing(said)
    drawing.text(0, 10, said, room=100)
    ET.fromstring(drawing.xml().encode())  # noqa: S314 - our own


@given(st.text(max_size=60))
def test_mermaid_labels_stay_in_their_quotes(said: str) -> None:
    label = quoted(said)
    assert label[0] == label[-1] == '"'
    assert not set(label[1:-1]) & set('"<>`\n\r')
    assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label[1:-1]) == said


def test_mermaid_lines() -> None:
    assert node("n0", 'a"b', "hexagon") == '  n0{{"a#34;b"}}'
    assert edge("n0", "n1") == "  n0 --> n1"
    assert edge("n0", "n1", "x|y") == '  n0 -->|"x|y"| n1'
    assert subgraph("n0", "z", [node("n1", "a")]) == ['  subgraph n0["z"]', '    n1["a"]', "  end"]
    ids = Ids()
    assert [ids(name) for name in ("a", "b", "a")] == ["n0", "n1", "n0"]


def test_shortened() -> None:
    assert shortened("short", 100) == "short"
    assert shortened("much too long for this", 68) == "much too …"


# ------------------------------------------------------------------ Mermaid and the README


@pytest.mark.parametrize("name", sorted(golden()))
def test_every_arrow_of_mermaid_has_two_ends(name: str) -> None:
    """One diagram for both formats: every id is declared once, and every arrow is between two that are."""
    text = mermaid.report([golden()[name]])
    declared = re.findall(r"^\s*(?:subgraph )?(n\d+|vpc)[\[({]", text, re.MULTILINE)
    arrows = re.findall(r"^\s*(n\d+) -->(?:\|\".*\"\|)? (n\d+)$", text, re.MULTILINE)
    assert len(declared) == len(set(declared))
    assert {end for arrow in arrows for end in arrow} <= set(declared)
    assert arrows
    assert text.count("subgraph ") == text.count("\n  end\n") + text.count("\n    end\n")


def test_the_readme_has_the_same_diagrams() -> None:
    platform = example()["production"]
    readme = files(platform)["README.md"].decode()
    ids = Ids()
    assert f"```mermaid\n{mermaid.running(platform, ids)}```" in readme
    assert f"```mermaid\n{mermaid.network(platform, ids)}```" in readme


# ------------------------------------------------------------------ the command


def test_the_command(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["graph"]) == 0
    assert capsys.readouterr().out.startswith("flowchart TB\n")
    assert run(["graph", "--format", "svg", "-e", "production"]) == 0
    assert ET.fromstring(capsys.readouterr().out).tag == f"{SVG}svg"  # noqa: S314 - our own
    assert run(["graph", "-e", "nowhere"]) == 2
    assert run(["graph", "--format", "png"]) == 2


def test_several_environments_are_framed() -> None:
    text = mermaid.report(list(example().values()))
    assert '["shop, production"]' in text
    assert '["shop, staging"]' in text
    declared = re.findall(r"^\s*(?:subgraph )?(n\d+)[\[({]", text, re.MULTILINE)
    assert len(declared) == len(set(declared))
