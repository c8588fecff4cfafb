"""What the bill follows, what Flux prunes or leaves, why resources are made anew, and whether rendered/ is fresh."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.diff.change import Action
from generator.diff.comparison import compare
from generator.diff.rendered import Rendered
from generator.diff.side import sides
from generator.platform.document.source import Source
from generator.platform.load import load
from generator.render import render
from generator.write import apply, plan
from tests.test_diff import EXAMPLE, TODAY, change, compared

LOG_GROUP = "log group /aws/eks/shop/containers, kept"
COSTS: dict[str, tuple[str, dict[str, Any]]] = {
    "nat: perZone": ("nat: single", {"NAT gateways": ("3", "1")}),
    "instanceTypes: [m7g.xlarge]": (
        "instanceTypes: [m7g.2xlarge]",
        {"nodes of m7g.xlarge": ("3 to 12", "None"), "nodes of m7g.2xlarge": ("None", "3 to 12")},
    ),
    "scaling: {min: 3, max: 12}": (
        "scaling: {min: 3, max: 15}",
        {"nodes of m7g.xlarge": ("3 to 12", "3 to 15"), "EBS gp3, disks of nodes": ("240 to 960", "240 to 1,200")},
    ),
    "cloudWatch: {retentionDays: 30}": ("cloudWatch: {retentionDays: 60}", {LOG_GROUP: ("30", "60")}),
    "controller: nginx, scheme: internal, replicas: 3": (
        "controller: nginx, scheme: internet-facing, replicas: 3",
        {"Network Load Balancers, internal": ("2", "1"), "Network Load Balancers, internet-facing": ("None", "1")},
    ),
    "  nat: perZone\n": ("  nat: none\n", {"NAT gateways": ("3", "None"), "VPC interface endpoints times zones": ...}),
}


@pytest.mark.parametrize("old", COSTS)
def test_costs(tmp_path: Path, old: str) -> None:
    new, expected = COSTS[old]
    costs = compared(tmp_path, (old, new)).costs["production"]
    found = {cost.what: (str(cost.old), str(cost.new)) for cost in costs}
    assert {what: ... if expected.get(what) is ... else amounts for what, amounts in found.items()} == expected


def test_guarded_objects_stay(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("namespace: iot", "namespace: things"), ("  iot: {quota", "  things: {quota"))
    assert change(comparison, "Namespace iot").action is Action.LEAVE
    said = " ".join(comparison.flux["production"])
    assert "Namespace iot stay in the cluster" in said


def test_why_a_resource_follows(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("public: {kind: public, size: 24}", "public: {kind: public, size: 23}"))
    assert change(comparison, "aws_nat_gateway.a").because == "follows aws_subnet.public-a"
    assert change(comparison, "aws_subnet.public-a").because == ""


def test_what_is_rendered(tmp_path: Path) -> None:
    git = ("git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.c")
    folder = tmp_path / "platforms" / "shop"
    folder.mkdir(parents=True)
    file = folder / "platform.yaml"
    file.write_text(EXAMPLE)

    def states(head: str | None = None) -> set[Rendered | None]:
        return set(compare(*sides(file, str(file), head), TODAY).rendered.values())

    assert states() == {Rendered.ABSENT}
    for name, platform in load(Source("platform.yaml", EXAMPLE)).items():
        apply(plan(folder / "rendered" / name, render(platform)))
    assert states() == {Rendered.CURRENT}
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "all"], check=True)
    assert states("HEAD") == {Rendered.CURRENT}
    readme = folder / "rendered/staging/README.md"
    readme.write_text("by hand")
    assert states() == {Rendered.CURRENT, Rendered.STALE}
    subprocess.run([*git, "commit", "-qam", "by hand"], check=True)
    assert states("HEAD") == {Rendered.CURRENT, Rendered.STALE}
    shutil.rmtree(folder / "rendered")
    assert states() == {Rendered.ABSENT}
