"""`groundplan capacity`: the moments, what runs out first, two worlds, and how they are shown."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import run
from generator.cli.commands import capacity as command
from generator.picture import plain
from generator.picture.capacity import PARTS, World, svg, text
from generator.platform.capacity import Demand, Moment, capacity, demands, limits, moments
from generator.platform.capacity.what_if import change, changed
from generator.platform.document.source import Source
from generator.platform.load import load
from tests.platforms import BASE, EXAMPLE, ROOT, base, document
from tests.repository import Repository


def service(**more: Any) -> dict[str, Any]:
    return {"namespace": "shop", "image": "public.ecr.aws/nginx/nginx:1.29", "ports": {"http": 8080}, **more}


def subnet(patch: dict[str, Any], name: str, moment: Moment) -> Demand:
    (found,) = (demand for demand in demands(base(patch), moment) if demand.subnet.name == name)
    return found


# ------------------------------------------------------------------ the moments, worked out by hand

SCALE: dict[str, Any] = {"nodes": {"groups": {"general": {"scaling": {"min": 4, "max": 10}}}}}


@pytest.mark.parametrize(("moment", "nodes"), [("today", 2), ("full", 4), ("update", 6), ("zoneLost", 5)], ids=str)
def test_nodes_of_a_zone(moment: Moment, nodes: int) -> None:
    """4 and 10 nodes in 3 zones: 4/3 and 10/3 rounded up, 2 more in an update, 10/2 without a zone."""
    assert subnet(SCALE, "private-a", moment).nodes == nodes


def test_today_counts_the_pods_of_the_services() -> None:
    """9 pods on 3 nodes are 3 on each; an m7g.xlarge (15 addresses an interface) has one interface and a warm one."""
    patch = {"services": {"web": service(replicas={"min": 9, "max": 90})}}
    found = subnet(patch, "private-a", "today")
    assert (found.nodes, found.interfaces, found.assigned, found.warm) == (1, 1, 3, 30 - 2 - 3)
    assert found.total == 30
    full = subnet(patch, "private-a", "full")
    assert (full.nodes, full.interfaces, full.assigned, full.warm, full.total) == (2, 2 * 3, 2 * 56, 0, 2 * 60)


def test_today_with_prefixes_and_custom_networking() -> None:
    """3 pods on a node need a prefix, and one is kept warm; the interface has an address of its own."""
    patch = {
        "vpc": {"secondaryCidrs": ["100.64.0.0/16"]},
        "subnets": {"pods": {"kind": "private", "size": 18, "from": "100.64.0.0/16"}},
        "cni": {"mode": "prefixDelegation", "podSubnets": "pods"},
        "services": {"web": service(replicas=9)},
    }
    found = subnet(patch, "pods-b", "today")
    assert (found.nodes, found.prefixes, found.interfaces, found.assigned, found.warm) == (0, 2, 1, 3, 29)
    assert subnet(patch, "private-b", "today").total == 1


def test_one_zone_cannot_be_lost() -> None:
    platform = base({"vpc": {"zones": ["a", "b"]}})
    assert moments(platform) == ("today", "full", "update", "zoneLost")
    assert moments(base({"vpc": {"zones": ["a"]}, "cluster": {"subnets": "control"}})) == ("today", "full", "update")


def test_single_addresses_spoil_blocks() -> None:
    """A /24 has 14 whole blocks. 4 nodes with 1 interface and 7 prefixes each: 28 of 14, and 4 spoiled."""
    found = subnet({"cni": {"mode": "prefixDelegation"}, "subnets": {"private": {"size": 24}}}, "private-a", "update")
    assert (found.blocks, found.prefixes, found.spoiled, found.blocks_free) == (14, 28, 4, 14 - 4 - 28)
    assert not found.fits


def test_what_runs_out_first() -> None:
    """A /24 has 251 addresses: 4 full nodes of 60. 4 * 3 at once, (4 - 2) * 3 in an update, 4 * 2 a zone less."""
    first = limits(base({"subnets": {"private": {"size": 24}}}))[0]
    assert (first.what, first.kind, first.of, first.at, first.planned) == ("private-a", "addresses", "general", 6, 6)
    assert first.moment == "update"
    assert not first.short


def test_pods_cpu_and_memory_run_out() -> None:
    """6 nodes with 56 pods, 3.92 CPUs and 15,391 MiB each (58 pods at most)."""
    heavy = service(replicas=10, resources={"cpu": "500m", "memory": "1Gi"})
    found = {limit.what: limit.at for limit in limits(base({"services": {"web": heavy}}))}
    assert (found["pods"], found["CPU"], found["memory"]) == (6 * 56, 6 * 3920 // 500, 6 * 15391 // 1024)


def test_a_subnet_too_small_for_what_is_fixed() -> None:
    classes = {"one": {"controller": "alb", "scheme": "internet-facing"}}
    routes = {"one": {"class": "one", "hosts": {"shop.example.com": {"/": "web:http"}}}}
    patch: dict[str, Any] = {
        "subnets": {"public": {"size": 28}},
        "services": {"web": service()},
        "ingress": {"classes": {**classes, "two": classes["one"]}, "routes": {**routes}},
    }
    assert "public-a" not in {limit.what for limit in limits(base(patch))}
    patch["ingress"]["routes"]["two"] = {"class": "two", "hosts": {"two.example.com": {"/": "web:http"}}}
    first = limits(base(patch))[0]
    assert (first.what, first.unit, first.at, first.planned) == ("public-a", "addresses", 11, 17)


# ------------------------------------------------------------------ what holds of every platform

PLATFORMS = st.fixed_dictionaries(
    {
        "mode": st.sampled_from(["secondaryIp", "prefixDelegation"]),
        "custom": st.booleans(),
        "zones": st.integers(1, 4),
        "size": st.integers(19, 26),
        "type": st.sampled_from(["m7g.medium", "m7g.xlarge", "m7g.8xlarge"]),
        "least": st.integers(0, 20),
        "more": st.integers(0, 60),
        "pods": st.integers(0, 300),
        "warm": st.dictionaries(st.sampled_from(["enis", "prefixes", "ips", "minimumIps"]), st.integers(0, 20)),
    }
)


def built(drawn: dict[str, Any], maximum: int | None = None) -> Any:
    most = maximum or max(drawn["least"] + drawn["more"], 1)
    scaling = {"min": min(drawn["least"], most), "max": most}
    pods = {"pods": {"kind": "private", "size": drawn["size"], "from": "100.64.0.0/16"}} if drawn["custom"] else {}
    return base(
        {
            "vpc": {"secondaryCidrs": ["100.64.0.0/16"], "zones": list("abcd"[: drawn["zones"]])},
            "subnets": {"private": {"size": drawn["size"]}, **pods},
            "cni": {"mode": drawn["mode"], "warm": drawn["warm"], "podSubnets": "pods" if drawn["custom"] else None},
            "nodes": {"groups": {"general": {"instanceTypes": [drawn["type"]], "scaling": scaling}}},
            "services": {"web": service(replicas=drawn["pods"])} if drawn["pods"] else None,
        }
    )


@given(PLATFORMS)
@settings(max_examples=60, deadline=None)
def test_nothing_is_negative_and_the_parts_are_the_total(drawn: dict[str, Any]) -> None:
    for found in capacity(built(drawn)).demands.values():
        for demand in found:
            parts = [getattr(demand, part) for part in PARTS]
            assert min(parts) >= 0
            assert sum(parts) == demand.total == demand.subnet.usable - demand.free
            assert 0 <= demand.spoiled <= demand.blocks


@given(PLATFORMS, st.integers(1, 20))
@settings(max_examples=60, deadline=None)
def test_more_nodes_need_no_fewer_addresses(drawn: dict[str, Any], more: int) -> None:
    few, many = built(drawn), built(drawn, max(drawn["least"] + drawn["more"], 1) + more)
    for moment in moments(few)[1:]:
        for before, after in zip(demands(few, moment), demands(many, moment), strict=True):
            assert before.total <= after.total
            assert before.fits or not after.fits


@given(PLATFORMS)
@settings(max_examples=60, deadline=None)
def test_a_limit_is_the_last_that_fits(drawn: dict[str, Any]) -> None:
    """With as many nodes as the limits say all subnets are large enough, with one more some are not."""
    found = [limit for limit in limits(built(drawn)) if limit.unit == "nodes"]
    at = min(limit.at for limit in found)
    if 1 <= at < 450:
        assert all(each.fits for moment in moments(built(drawn, at))[1:] for each in demands(built(drawn, at), moment))
        beyond = built(drawn, at + 1)
        assert not all(each.fits for moment in moments(beyond)[1:] for each in demands(beyond, moment))


@given(PLATFORMS)
@settings(max_examples=40, deadline=None)
def test_short_is_what_the_limits_and_the_moments_say(drawn: dict[str, Any]) -> None:
    found = capacity(built(drawn))
    unfit = any(not each.fits for moment, all_ in found.demands.items() if moment != "today" for each in all_)
    assert unfit == any(limit.short for limit in found.limits if limit.unit != "pods")


# ------------------------------------------------------------------ two worlds


@pytest.mark.parametrize(
    ("words", "place", "value"),
    [
        ("cni.mode=prefixDelegation", ("cni", "mode"), "prefixDelegation"),
        ("vpc.zones=[a, b]", ("vpc", "zones"), ["a", "b"]),
        ('tags."example.com/team"=shop', ("tags", "example.com/team"), "shop"),
        ("tags.'a.b'=c=d", ("tags", "a.b"), "c=d"),
        ("cni.podSubnets=null", ("cni", "podSubnets"), None),
        ('account="012345678901"', ("account",), "012345678901"),
    ],
)
def test_a_change_is_read(words: str, place: tuple[str, ...], value: Any) -> None:
    assert change(words) == (place, value)


REFUSED = {
    "cni.mod=x": "there is no key `mod` in cni, did you mean `mode`?",
    "nodes.groups.generl.scaling.max=3": "there is no key `generl` in nodes.groups, did you mean `general`?",
    "environments.x=1": "there is no key `environments`; known here: account",
    "environment=x": "there is no key `environment`",
    "cni.mode": "`cni.mode` is not KEY=VALUE",
    "=x": "`=x` is not KEY=VALUE",
    "cni..mode=x": "`cni..mode=x` is not KEY=VALUE",
    "cni.mode=[": "the value is not YAML",
    "cni.mode=x": "expected prefixDelegation or secondaryIp, found `x`",
    "cni={mod: x}": "unknown key `mod`, did you mean `mode`?",
    "nodes.groups.gpu={scaling: {min: 0, max: 2}}": "`instanceTypes` is missing",
    "nodes.groups.general.subnets=nowhere": "nowhere",
    "cluster.version=null": "`version` is missing",
}


@pytest.mark.parametrize("words", REFUSED, ids=str)
def test_a_change_that_cannot_be_is_refused(
    words: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["capacity", "--what-if", words]) == 2
    said = capsys.readouterr()
    assert REFUSED[words] in said.err
    assert not said.out


def test_a_change_is_made_in_every_environment_and_changes_nothing_else() -> None:
    source = Source("platform.yaml", EXAMPLE.read_text())
    changes = [change("nodes.groups.general.scaling.max=9"), change("cni.warm={ips: 5, prefixes: null}")]
    found = load(changed(source, changes, ["staging"]))
    assert list(found) == ["staging"]
    group = found["staging"].nodes.groups["general"]
    assert (group.scaling.min, group.scaling.max) == (2, 9)
    assert (found["staging"].cni.warm.ips, found["staging"].cni.warm.prefixes) == (5, None)
    assert found["staging"].cni.mode == "prefixDelegation"
    assert load(source)["staging"].nodes.groups["general"].scaling.max == 4


def test_what_an_alias_shares_stays_as_it_is() -> None:
    scaling, group = "{min: 3, max: 6}", "{instanceTypes: [m7g.large], ami: AL2023_ARM_64_STANDARD, subnets: private"
    groups = f"{{one: {group}, scaling: &s {scaling}}}, two: {group}, scaling: *s}}}}"
    text_ = document({"nodes": "here"}).replace("nodes: here", f"nodes: {{groups: {groups}}}")
    (found,) = load(changed(Source("x", text_), [change("nodes.groups.one.scaling.max=7")], [])).values()
    assert [found.nodes.groups[name].scaling.max for name in ("one", "two")] == [7, 6]


# ------------------------------------------------------------------ the command


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--format", "json"], 0),
        (["--format", "svg"], 0),
        (["--what-if", "nodes.groups.general.scaling.max=450"], 1),
        (["--what-if", "cni.mode=prefixDelegation", "--what-if", "cni.warm.prefixes=1"], 0),
        (["-e", "nowhere"], 2),
        (["--format", "xml"], 2),
        (["small.yaml"], 1),
        (["platform.yaml", "small.yaml"], 1),
        (["small.yaml", "--what-if", "subnets.private.size=20"], 0),
        (["invalid.yaml"], 2),
    ],
    ids=str,
)
def test_exit_codes(
    arguments: list[str], code: int, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("small.yaml").write_text(document({"subnets": {"private": {"size": 26}}}))
    Path("invalid.yaml").write_text("name: x\n")
    assert run(["capacity", *arguments]) == code


def said(platform: Any, width: int, other: Any = None) -> str:
    world = World("platform.yaml", capacity(platform), capacity(other) if other else None, ("cni.mode=x\x1b[31m",))
    return text.report([world], plain, width)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_a_terminal_of_any_width(width: int) -> None:
    """Nothing is wider than the terminal but what has no blank to break at, and nothing is left out."""
    shown = said(base(), width, base({"cni": {"mode": "prefixDelegation"}}))
    assert all(len(line) <= max(width, 32) for line in shown.splitlines())
    assert "\x1b" not in shown
    for name in ("private-a", "public-c", "general", "eu-west-1b", "CPU" if "CPU" in shown else "pods"):
        assert name in shown
    assert shown.count("░") > 5


def test_both_worlds_stand_together() -> None:
    lines = said(base(), 160, base({"cni": {"mode": "prefixDelegation"}})).splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("private-a"))
    assert lines[at].split()[1:7] == ["10.0.0.0/20", "4091", "15", "120", "240", "180"]
    assert lines[at + 1].split()[:2] == ["what", "if"]
    assert lines[at + 1].split()[3:8] == ["4091", "17", "226", "452", "339"]


def test_colour_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = [World("platform.yaml", capacity(base()))]
    monkeypatch.setattr(command, "coloured", lambda: True)
    coloured = command._report(command.Format.text, worlds)
    monkeypatch.setattr(command, "coloured", lambda: False)
    without = command._report(command.Format.text, worlds)
    assert "\x1b[" in coloured
    assert "\x1b" not in without
    assert re.sub(r"\x1b\[\d+m", "", coloured) == without


def test_a_terminal_without_blocks_gets_ascii(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "_drawable", lambda: False)
    assert run(["capacity"]) == 0
    assert capsys.readouterr().out.isascii()


def test_an_unknown_type_is_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    platform = base({"nodes": {"groups": {"general": {"instanceTypes": ["m99.large"]}}}})
    assert "unknown" in said(platform, 160)
    assert {limit.unit for limit in limits(platform)} == {"nodes"}


# ------------------------------------------------------------------ JSON and SVG


def test_json_is_the_shape_of_the_page(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """Every key of the document is explained on the page, and the page explains no other."""
    assert run(["capacity", "--format", "json", "--what-if", "cni.mode=prefixDelegation"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["platforms"][0]["whatIf"]["subnets"][0]["moments"]["update"]["blocks"]["prefixes"] == 0
    page = (ROOT / "docs/capacity.md").read_text()
    explained = set(re.findall(r"^ *\| `([A-Za-z]+)`", page, re.MULTILINE))
    assert keys(found) - {"today", "full", "update", "zoneLost"} == explained


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values())) if value else set()
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_json_sums(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    run(["capacity", "--format", "json"])
    (now,) = (each["now"] for each in json.loads(capsys.readouterr().out)["platforms"])
    for moment in ("today", "full", "update", "zoneLost"):
        subnets = sum(each["moments"][moment]["total"] for each in now["subnets"])
        assert subnets == sum(each["moments"][moment]["total"] for each in now["zones"])


def test_svg_has_a_bar_for_every_subnet() -> None:
    one = capacity(base())
    root = ET.fromstring(svg.report([World("platform.yaml", one, one, ("tags.owner=<script>&",))]))  # noqa: S314
    tracks = [each for each in root.iter() if each.get("class") == "track"]
    assert len(tracks) == 2 * 9
    words = "".join(root.itertext())
    assert "tags.owner=<script>&" in words
    assert {"private-a", "10.0.0.0/20"} <= {each.text for each in root.iter()}


def test_the_base_is_what_the_numbers_are_of() -> None:
    assert BASE["nodes"]["groups"]["general"]["scaling"] == {"min": 3, "max": 6}
