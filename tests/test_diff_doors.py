"""Doors of what is used day by day: nodes, subnets, roles, data; and steps through which nobody is warned."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diff import warnings
from generator.diff.change import Action
from generator.diff.comparison import compare
from generator.diff.report.text import SIGNS
from generator.diff.side import sides
from generator.platform.discover import modules
from tests.platforms import ROOT, document
from tests.test_diff import TODAY

Patch = dict[str, Any]
GOLDEN = ROOT / "tests/golden"
GROUP: Patch = {
    "instanceTypes": ["m7g.xlarge"],
    "ami": "AL2023_ARM_64_STANDARD",
    "scaling": {"min": 3, "max": 6},
    "subnets": "private",
}
PODS: Patch = {
    "vpc": {"secondaryCidrs": ["100.64.0.0/16"]},
    "subnets": {
        "private": {"loadBalancers": True},
        "pods": {"kind": "private", "size": 18, "from": "100.64.0.0/16"},
    },
}
OWN_PODS = PODS | {"cni": {"podSubnets": "pods"}}
EBS: Patch = {"addons": {"aws-ebs-csi-driver": {}}}
ROLE: Patch = {"statements": [{"actions": ["s3:GetObject"], "resources": ["arn:aws:s3:::demo-web/*"]}]}
FARGATE: Patch = {"namespaces": ["jobs"], "subnets": "private"}
SERVICE: Patch = {"namespace": "data", "image": "registry.example.com/db:1", "kind": "StatefulSet", "replicas": 3}
ALLOW: Patch = {"rule": "single-nat-gateway", "reason": "staging may lose a zone"}


def volume(size: str, name: str = "state", **more: Any) -> Patch:
    return {"services": {"db": SERVICE | more | {"volumes": {name: {"path": "/state", "size": size}}}}} | EBS


def routed(*classes: str) -> Patch:
    """The host shop.example.com behind classes, of which there are two."""
    service = {"namespace": "web", "image": "registry.example.com/web:1", "replicas": 2, "ports": {"http": 8080}}
    hosts = {"shop.example.com": {"/": "web:http"}}
    return {
        "services": {"web": service},
        "ingress": {
            "classes": {name: {"controller": "alb", "scheme": "internal"} for name in ("one", "two")},
            "routes": {name: {"class": name, "hosts": hosts} for name in classes},
        },
    }


def groups(**found: Patch | None) -> Patch:
    return {"nodes": {"groups": found}}


CNI_OLD, CNI_NEW = ({"addons": {"vpc-cni": {"version": f"v1.{minor}.0-eksbuild.1"}}} for minor in (19, 21))
ROLES = {"iam": {"roles": {"web": ROLE}}}
ALL_OF_S3 = {"iam": {"roles": {"web": {"statements": [{"actions": ["s3:*"], "resources": ["arn:aws:s3:::demo-*"]}]}}}}
READER: Patch = {"principal": "arn:aws:iam::111122223333:role/Reader", "policy": "View", "namespaces": ["web"]}
DOORS: dict[str, tuple[Patch, Patch, str]] = {
    "a new CIDR": ({}, {"vpc": {"secondaryCidrs": ["100.64.0.0/16"]}}, "EKS may take up to five hours"),
    "the CNI in one leap": (CNI_OLD, CNI_NEW, "go to v1.20 first"),
    "the CNI back in one leap": (CNI_NEW, CNI_OLD, "go to v1.20 first"),
    "a role may do more": (ROLES, ALL_OF_S3, "iam.roles.web may do more: s3:* on arn:aws:s3:::demo-*"),
    "somebody may do more": (
        {"cluster": {"access": {"reader": READER}}},
        {"cluster": {"access": {"reader": READER | {"policy": "Edit"}}}},
        "cluster.access.reader may do more: Edit on web",
    ),
    "group renamed": ({}, groups(general=None, common=GROUP), "add common first, and take general out"),
    "subnet resized": ({}, {"subnets": {"private": {"size": 21}}}, "made anew (private in a b c)"),
    "zone out": ({}, {"vpc": {"zones": ["a", "b"]}}, "(control in c, private in c, public in c)"),
    "gateway of a zone": ({}, {"vpc": {"zones": ["a", "b"]}}, "aws_nat_gateway.c goes: connections"),
    "more gateways": ({"vpc": {"nat": "single"}}, {}, "with aws_nat_gateway.b, aws_nat_gateway.c some zones"),
    "no gateway": ({}, {"vpc": {"nat": "none"}}, "nothing in a private subnet reaches the internet"),
    "prefixes": ({}, {"cni": {"mode": "prefixDelegation"}}, "cni.mode changes, and nodes that run keep"),
    "pod subnets": (PODS, OWN_PODS, "cni.podSubnets changes, and nodes that run keep what they have: nodes.groups.g"),
    "profile gone": (
        {"nodes": {"fargate": {"profiles": {"jobs": FARGATE, "more": FARGATE | {"namespaces": ["more"]}}}}},
        {"nodes": {"fargate": {"profiles": {"jobs": FARGATE}}}},
        "nodes.fargate.profiles.more: EKS deletes all pods",
    ),
    "profile changed": (
        {"nodes": {"fargate": {"profiles": {"jobs": FARGATE}}}},
        {"nodes": {"fargate": {"profiles": {"jobs": FARGATE | {"labels": {"app": "a"}}}}}},
        "nodes.fargate.profiles.jobs: EKS deletes all pods",
    ),
    "driver with claims": (volume("1Gi"), volume("1Gi") | {"addons": {}}, "the add-on aws-ebs-csi-driver goes: nobody"),
    "role renamed": ({"iam": {"roles": {"web": ROLE}}}, {"iam": {"roles": {"shop": ROLE}}}, "iam.roles.web goes while"),
    "role anew": (
        {"iam": {"roles": {"web": ROLE}}},
        {"iam": {"roles": {"web": ROLE | {"path": "/shop/"}}}},
        "the role of iam.roles.web is made anew: policies elsewhere",
    ),
    "flow logs off": ({}, {"vpc": {"flowLogs": {"destination": "none"}}}, "flow-logs is destroyed: all their logs"),
    "flow logs in S3 off": (
        {"vpc": {"flowLogs": {"destination": "s3"}}},
        {},
        "AWS deletes no bucket that holds objects",
    ),
    "host moved": (routed("one"), routed("two"), "shop.example.com moves from ingress class one to two"),
    "provider up": ({}, {"terraform": {"providerVersion": ">= 6.52"}}, "run `terraform init -upgrade` in both roots"),
    "provider down": ({"terraform": {"providerVersion": ">= 6.52"}}, {}, "allows hashicorp/aws 5 again"),
    "allowed": ({}, {"lint": {"allow": [ALLOW]}}, "lint.allow silences single-nat-gateway"),
    "weighs less": ({}, {"lint": {"severity": {"single-nat-gateway": "info"}}}, "makes less of single-nat-gateway"),
    "fails later": ({"lint": {"failOn": "warning"}}, {}, "lint.failOn goes from warning to error"),
    "claims grow": (volume("1Gi"), volume("2Gi"), "by `kubectl edit pvc` first"),
    "claims shrink": (volume("2Gi"), volume("1Gi"), "no volume can; keep 2Gi"),
    "claims renamed": (volume("1Gi"), volume("1Gi", "other"), "services.db lets go of its claims state"),
    "claims of another kind": (
        volume("1Gi", replicas=1),
        volume("1Gi", kind="Deployment", replicas=1),
        "becomes a Deployment, which has claims of other names",
    ),
    "another range by a CIDR more": (
        {"vpc": {"cidr": "192.168.0.0/16"}},
        {"vpc": {"cidr": "192.168.0.0/16", "secondaryCidrs": ["10.1.0.0/16"]}},
        "chosen by vpc's CIDRs, changes from 10.100.0.0/16 to 172.20.0.0/16",
    ),
    "VPC adopted": (
        {},
        yaml.safe_load((GOLDEN / "existing-vpc.yaml").read_text()),
        "and the VPC that was made here is destroyed",
    ),
}
QUIET: dict[str, tuple[Patch, Patch]] = {
    "the range that EKS chose is said": ({}, {"cluster": {"serviceCidr": "172.20.0.0/16"}}),
    "the range that EKS chose is said no more": ({"cluster": {"serviceCidr": "172.20.0.0/16"}}, {}),
    "a group more": ({}, groups(more=GROUP)),
    "a group less": (groups(more=GROUP), {}),
    "a tier that nothing uses": (PODS, {"subnets": {"private": {"loadBalancers": True}}, "vpc": PODS["vpc"]}),
    "gateways for the first time": ({"vpc": {"nat": "none"}}, {}),
    "mode with new nodes": (
        {},
        {"cni": {"mode": "prefixDelegation"}, "nodes": {"groups": {"general": None, "new": GROUP}}},
    ),
    "driver without claims": (EBS, {}),
    "a role more": ({}, {"iam": {"roles": {"web": ROLE}}}),
    "a host in two classes": (routed("one"), routed("one", "two")),
    "a host in the new one alone": (routed("one", "two"), routed("two")),
    "a wider provider": ({}, {"terraform": {"providerVersion": ">= 5.100, < 8.0"}}),
    "allowed no more": ({"lint": {"allow": [ALLOW]}}, {}),
    "weighs more": ({}, {"lint": {"severity": {"single-nat-gateway": "error"}}}),
    "another tier": ({"tier": "production"}, {"tier": "production", "lint": {"failOn": "info"}}),
    "ephemeral volumes": ({}, EBS),
    "a role may do less": (ALL_OF_S3, ROLES),
    "the CNI by one": (CNI_OLD, {"addons": {"vpc-cni": {"version": "v1.20.0-eksbuild.1"}}}),
}
_OTHERS = {"mode with new nodes": "nodes.groups.general goes while new is made"}


def told(tmp_path: Path, before: Patch, after: Patch) -> list[str]:
    for name, patch in (("base", before), ("head", after)):
        (tmp_path / f"{name}.yaml").write_text(document(patch))
    found = compare(*sides(Path("platform.yaml"), str(tmp_path / "base.yaml"), str(tmp_path / "head.yaml")), TODAY)
    assert found.notes == []
    return found.warnings["production"]


@pytest.mark.parametrize("door", DOORS)
def test_it_is_told(tmp_path: Path, door: str) -> None:
    before, after, said = DOORS[door]
    assert any(said in warning for warning in told(tmp_path, before, after))


@pytest.mark.parametrize("step", QUIET)
def test_nobody_is_warned(tmp_path: Path, step: str) -> None:
    other = _OTHERS.get(step, "nothing else")
    assert [said for said in told(tmp_path, *QUIET[step]) if other not in said] == []


def test_another_tier_is_another_environment(tmp_path: Path) -> None:
    (said,) = told(tmp_path, {}, {"tier": "staging"})
    assert "`environments: {production: {tier: staging}}`" in said


def test_the_page_lists_every_door_and_every_action() -> None:
    page = (ROOT / "docs/diff.md").read_text()
    listed = re.findall(r"^- (.+) \(\[source\]\((\S+)\)\)$", page, re.MULTILINE)
    doors = [str(door.__doc__).split("\n\n") for door in modules(warnings.__name__)]
    assert listed == [(said.removesuffix("."), re.split(r"[,\s]", where)[0].rstrip(".")) for said, where in doors]
    assert re.findall(r"^\| `(\S+)` \| (\w+) \|", page, re.MULTILINE) == [(SIGNS[each], str(each)) for each in Action]
