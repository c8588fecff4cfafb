"""`live pin`: what is on offer, where it is written, and that nothing else of the text changes."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import run
from generator.errors import Exit
from generator.live.pin import Pin, pinned
from generator.live.pins import addons, cluster, karpenter_pools, node_groups
from generator.platform.document.source import Source
from generator.platform.load import load
from tests.aws.gate import Gate
from tests.live.found import GONE, Answers
from tests.live.modelled import Said
from tests.platforms import base, document

WINDOWS = "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-1.36"
EKS, BOTTLEROCKET = "/aws/service/eks/optimized-ami", "/aws/service/bottlerocket"
RELEASES = {
    f"{EKS}/1.36/amazon-linux-2023/arm64/standard/recommended/release_version": "1.36.2-20261105",
    f"{EKS}/1.36/amazon-linux-2023/x86_64/nvidia/recommended/release_version": "1.36.2-20261106",
    f"{EKS}/1.35/amazon-linux-2023/arm64/standard/recommended/release_version": "1.35.9-20261105",
    f"{BOTTLEROCKET}/aws-k8s-1.36-fips/arm64/latest/image_version": "1.50.0-a1b2c3d4",
    f"{BOTTLEROCKET}/aws-k8s-1.36/x86_64/latest/image_version": "1.51.0-a1b2c3d4",
    WINDOWS: json.dumps({"image_id": "ami-1", "release_version": "1.36-2026.11.10"}),
}


def parameter(**asked: Any) -> Any:
    found = RELEASES.get(asked["Name"])
    return GONE if found is None else {"Parameter": {"Name": asked["Name"], "Value": found}}


SSM: Answers = {("ssm", "get_parameter"): parameter}


def offered(kind: Any, patch: dict[str, Any], answers: Answers) -> list[tuple[str, str, bool]]:
    found = kind.pins(base(patch), Said(answers))
    return [(".".join(map(str, pin.place)), pin.value, pin.is_newer) for pin in found]


def group(**fields: Any) -> dict[str, Any]:
    return {"nodes": {"groups": {"general": fields}}}


RELEASE = "nodes.groups.general.releaseVersion"


@pytest.mark.parametrize(
    ("patch", "pins"),
    [
        ({}, [(RELEASE, "1.36.2-20261105", True)]),
        (group(releaseVersion="1.36.2-20261105"), [(RELEASE, "1.36.2-20261105", False)]),
        (group(releaseVersion="1.36.1-20261012"), [(RELEASE, "1.36.2-20261105", True)]),
        (group(releaseVersion="1.36.10-20261212"), [(RELEASE, "1.36.2-20261105", False)]),
        (group(version="1.35"), [(RELEASE, "1.35.9-20261105", True)]),
        (group(ami="AL2023_x86_64_NVIDIA", instanceTypes=["g6.xlarge"]), [(RELEASE, "1.36.2-20261106", True)]),
        (
            group(ami="BOTTLEROCKET_ARM_64_FIPS", releaseVersion="1.50.0-ffffffff"),
            [(RELEASE, "1.50.0-a1b2c3d4", False)],
        ),
        (group(ami="BOTTLEROCKET_ARM_64_FIPS", releaseVersion="1.49.1-ffffffff"), [(RELEASE, "1.50.0-a1b2c3d4", True)]),
        (group(imageId="ami-0123456789abcdef0"), []),
        (group(ami="BOTTLEROCKET_ARM_64"), []),
    ],
)
def test_node_groups(patch: dict[str, Any], pins: list[tuple[str, str, bool]]) -> None:
    assert offered(node_groups, patch, SSM) == pins


def test_windows_says_it_in_json() -> None:
    from lint.account.images import newest_release

    assert newest_release(Said(SSM), "WINDOWS_CORE_2022_x86_64", "1.36") == "1.36-2026.11.10"


@pytest.mark.parametrize(
    ("ami", "architectures", "pins"),
    [
        ("al2023@latest", ["arm64"], [("al2023@v20261105", True)]),
        ("al2023@v20261105", ["arm64"], [("al2023@v20261105", False)]),
        ("bottlerocket@1.50.0", ["amd64"], [("bottlerocket@v1.51.0", True)]),
        ("bottlerocket@v1.51.0", ["amd64"], [("bottlerocket@v1.51.0", False)]),
    ],
)
def test_karpenter_pools(ami: str, architectures: list[str], pins: list[tuple[str, bool]]) -> None:
    pool = {"ami": ami, "architectures": architectures, "instanceCategories": ["m"], "subnets": "private"}
    patch = {"nodes": {"karpenter": {"pools": {"batch": pool | {"limits": {"cpu": 64}}}}}}
    assert [found[1:] for found in offered(karpenter_pools, patch, SSM)] == pins


def test_add_ons() -> None:
    names = ("vpc-cni", "coredns", "kube-proxy", "metrics-server")
    versions = [{"addonVersion": f"v1.9.{build}-eksbuild.{build}"} for build in (2, 10, 9)]
    listed = [{"addonName": name, "addonVersions": versions} for name in names]
    answers: Answers = {("eks", "describe_addon_versions"): {"addons": listed}}
    found = offered(addons, {"addons": {"coredns": {"version": "v1.9.9-eksbuild.9"}}}, answers)
    assert found == [(f"addons.{name}.version", "v1.9.10-eksbuild.10", True) for name in names[:3]]


@pytest.mark.parametrize(
    ("patch", "found"),
    [({}, [("cluster.serviceCidr", "172.20.0.0/16", True)]), ({"cluster": {"serviceCidr": "172.20.0.0/16"}}, [])],
)
def test_cluster(patch: dict[str, Any], found: list[tuple[str, str, bool]]) -> None:
    there = {"cluster": {"kubernetesNetworkConfig": {"serviceIpv4Cidr": "172.20.0.0/16"}}}
    assert offered(cluster, patch, {("eks", "describe_cluster"): there}) == found
    assert offered(cluster, patch, {("eks", "describe_cluster"): GONE}) == []


TEXT = document(
    {"environments": {"production": {}, "staging": {"account": "444455556666", "vpc": {"cidr": "10.1.0.0/16"}}}}
)
COREDNS = ("addons", "coredns", "version")


def pinned_text(text: str, **pins: list[Pin]) -> str:
    source = Source("platform.yaml", text)
    after, left = pinned(source, pins, frozenset(load(source)))
    assert left == []
    load(after)
    return after.text


def added(before: str, after: str) -> list[str]:
    """The lines that are new; no other has gone."""
    old = before.splitlines()
    assert [line for line in after.splitlines() if line in old] == old
    return [line for line in after.splitlines() if line not in old]


def test_comments_and_layout_stay() -> None:
    said = "# DNS\naddons:   # all of them\n  coredns: {version: v1.1.1-eksbuild.1} # old\n  vpc-cni: {}\n"
    text = document() + said
    pins = [Pin(COREDNS, "v1.2.2-eksbuild.2", "v1.1.1-eksbuild.1"), Pin(("addons", "vpc-cni", "version"), "v1-x", None)]
    assert pinned_text(text, production=pins[:1]) == text.replace("v1.1.1-eksbuild.1", "v1.2.2-eksbuild.2")
    pins[1] = pins[1]._replace(value="v1.21.1-eksbuild.3")
    after = pinned_text(text, production=pins)
    assert after.endswith(
        "# DNS\naddons:   # all of them\n  coredns: {version: v1.2.2-eksbuild.2} # old\n"
        "  vpc-cni: {version: v1.21.1-eksbuild.3}\n"
    )


def test_what_all_environments_have_is_common() -> None:
    pin = Pin(COREDNS, "v1.2.2-eksbuild.2", None)
    after = pinned_text(TEXT, production=[pin], staging=[pin])
    assert added(TEXT, after) == ["addons: {coredns: {version: v1.2.2-eksbuild.2}}"]


def test_what_differs_is_written_into_environments() -> None:
    """Also where the common part says one for both."""
    text = TEXT + "addons: {coredns: {version: v1.1.1-eksbuild.1}}\n"
    old = "v1.1.1-eksbuild.1"
    one, other = Pin(COREDNS, "v1.2.2-eksbuild.2", old), Pin(COREDNS, "v1.3.3-eksbuild.3", old)
    after = load(Source("platform.yaml", pinned_text(text, production=[one], staging=[other])))
    assert after["production"].addons.coredns.version == "v1.2.2-eksbuild.2"
    assert after["staging"].addons.coredns.version == "v1.3.3-eksbuild.3"
    alone = pinned_text(text, staging=[other])
    assert load(Source("platform.yaml", alone))["production"].addons.coredns.version == old
    assert load(Source("platform.yaml", alone))["staging"].addons.coredns.version == other.value


def test_an_environment_that_says_its_own_keeps_it() -> None:
    text = TEXT.replace("  production: {}\n", "  production: {addons: {coredns: {version: v1.1.1-eksbuild.1}}}\n")
    pin = Pin(COREDNS, "v1.2.2-eksbuild.2", "v1.1.1-eksbuild.1")
    after = pinned_text(text, production=[pin], staging=[pin._replace(current=None)])
    found = {name: each.addons.coredns.version for name, each in load(Source("platform.yaml", after)).items()}
    assert found == {"production": "v1.2.2-eksbuild.2", "staging": "v1.2.2-eksbuild.2"}


def test_what_an_alias_repeats_is_left() -> None:
    text = document() + "addons:\n  coredns: &one {version: v1.1.1-eksbuild.1}\n  vpc-cni: *one\n"
    source = Source("platform.yaml", text)
    pins = {"production": [Pin(("addons", "vpc-cni", "version"), "v1.2.2-eksbuild.2", "v1.1.1-eksbuild.1")]}
    after, left = pinned(source, pins, frozenset({"production"}))
    assert (after.text, left) == (text, [("addons", "vpc-cni", "version")])


def test_the_command(
    gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in gate.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "platform.yaml"
    text = document({"addons": {"coredns": {"version": "v1.19.2-eksbuild.5"}}}) + "# the end\n"
    file.write_text(text)
    assert run(["live", "pin", "--check"]) == Exit.FINDINGS
    assert "addons.coredns.version: v1.19.2-eksbuild.5, and v1.20.4-eksbuild.10 is on offer" in capsys.readouterr().out
    assert run(["live", "pin", "--diff"]) == Exit.OK
    assert "+    version: v1.20.4-eksbuild.10" in capsys.readouterr().out
    assert file.read_text() == text
    assert run(["live", "pin", "--diff", "--check"]) == Exit.INVALID
    assert run(["live", "pin"]) == Exit.OK
    platform = load(Source("platform.yaml", file.read_text()))["production"]
    assert {each.version for each in (platform.addons.coredns, platform.addons.vpc_cni)} == {"v1.20.4-eksbuild.10"}
    assert file.read_text().endswith("# the end\n")
    assert run(["live", "pin", "--check"]) == Exit.OK
