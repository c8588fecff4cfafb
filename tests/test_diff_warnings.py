"""Every one-way door is told, with the way round, and nothing is told of a platform that stays as it is."""

from pathlib import Path
from typing import Any

import pytest

from generator.diff.comparison import compare
from generator.diff.side import sides
from tests.platforms import document
from tests.test_diff import EXAMPLE, TODAY, compared

_ALLOWED = EXAMPLE[EXAMPLE.index("lint:\n") : EXAMPLE.index("environments:\n")]
_LOGS = "logs: {retentionDays: 90}"
DOORS = {
    "cluster_name": (("name: shop", "name: store"), "is renamed from shop to store"),
    "version down": (('version: "1.36"', 'version: "1.35"'), "only within seven days of the upgrade"),
    "service_cidr": (
        ('version: "1.36"', 'version: "1.36"\n  serviceCidr: 172.21.0.0/16'),
        "from 172.20.0.0/16 to 172.21.0.0/16",
    ),
    "nat": (("nat: perZone", "nat: single"), "from other addresses afterwards"),
    "private_endpoint": (
        ("endpoint: {private: true, public: true, publicCidrs: [203.0.113.0/24]}", "endpoint: {private: true}"),
        "have a way in",
    ),
    "vpc_cidr": (("cidr: 10.20.0.0/16", "cidr: 10.20.0.0/15"), "from 10.20.0.0/16 to 10.20.0.0/15"),
    "encryption off": ((_LOGS, f"secretsEncryption: false\n  {_LOGS}"), "is turned off: EKS cannot do that"),
    "another key": (
        (_LOGS, f'secretsEncryption: "arn:aws:kms:eu-west-1:111122223333:key/mrk-1234"\n  {_LOGS}'),
        "names another key: EKS cannot do that",
    ),
    "fewer zones": ((_LOGS, f"zones: [a, b]\n  {_LOGS}"), "say `cluster: {zones: [a, b, c]}`"),
    "protection off": ((_LOGS, f"deletionProtection: false\n  {_LOGS}"), "is turned off: no plan"),
    "a protected cluster": (("name: shop\n", "name: store\n"), "terraform plan refuses that"),
    "last administrator": (("policy: ClusterAdmin}", "policy: Admin}"), "nobody will be"),
    "other administrator": (("role/PlatformAdmin", "role/Others"), "role/Others will be, and was not before"),
    "endpoint": (
        ("publicCidrs: [203.0.113.0/24]", "publicCidrs: [203.0.113.0/25]"),
        "no longer answers 203.0.113.0/24",
    ),
    "source": (("gitops:\n", "gitops:\n  path: shop\n"), "gitops.path changes from . to shop"),
    "state": (("prefix: ", "prefix: other-"), "terraform init -migrate-state"),
    "region": (("region: eu-west-1\ntags", "region: eu-west-3\ntags"), "nothing moves"),
    "retention": (("logs: {retentionDays: 90}", "logs: {retentionDays: 30}"), "goes from 90 to 30 days"),
    "load balancer": (
        ("loadBalancer: {scheme: internal, crossZone", "loadBalancer: {scheme: internet-facing, crossZone"),
        "the load balancer of services.mqtt changes",
    ),
}


JOB: dict[str, Any] = {
    "namespace": "data",
    "image": "registry.example.com/job:1",
    "kind": "Job",
}
CLAIM = JOB | {"volumes": {"state": {"path": "/state", "size": "1Gi"}}}
KARPENTER: dict[str, Any] = {"pools": {"any": {"subnets": "private", "ami": "al2023@v20261102", "limits": {"cpu": 64}}}}
POOLS: dict[str, Any] = {"nodes": {"karpenter": KARPENTER}}
SIX: dict[str, Any] = {"terraform": {"providerVersion": ">= 6.52"}}
AUTO: dict[str, Any] = {"nodes": {"autoMode": {}}}
STEPS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "ip_family": ({}, {"cluster": {"ipFamily": "ipv6"}, "vpc": {"ipv6": True}}, "changes from ipv4 to ipv6"),
    "encryption on": ({"cluster": {"secretsEncryption": False}}, {}, "it can never be turned off again"),
    "egress for good": (SIX, SIX | {"cluster": {"egressMode": "CUSTOMER_ROUTED"}}, "it can never be taken back"),
    "karpenter": (POOLS, {}, "say `karpenter: {pools: {}}`"),
    "auto mode": (
        {"nodes": {"autoMode": {}}},
        {"nodes": {"autoMode": {"enabled": False}}},
        "AWS ends its nodes at once",
    ),
    "auto mode at once": ({"nodes": {"autoMode": {}}}, {}, "turn it off first"),
    "renamed": ({"services": {"old": JOB}}, {"services": {"new": JOB}}, "services.old becomes new"),
    "claims stay": ({"services": {"job": CLAIM}}, {}, "its claims (state) stay for you to delete"),
    "claims do not move": (
        {"services": {"job": CLAIM}},
        {"services": {"job": CLAIM | {"namespace": "other"}}},
        "it starts with empty ones",
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_told(tmp_path: Path, step: str) -> None:
    before, after, said = STEPS[step]
    for name, patch in (("base", before), ("head", after)):
        (tmp_path / f"{name}.yaml").write_text(document(patch))
    found = compare(*sides(Path("platform.yaml"), str(tmp_path / "base.yaml"), str(tmp_path / "head.yaml")), TODAY)
    assert found.notes == []
    assert any(said in warning for warning in found.warnings["production"])


def test_an_environment_is_taken_out(tmp_path: Path) -> None:
    found = compared(tmp_path, (EXAMPLE[EXAMPLE.index("  staging:\n    account") :], ""), (_ALLOWED, ""))
    (said,) = found.warnings["staging"]
    assert "run `terraform destroy` in both of its roots" in said


@pytest.mark.parametrize("door", DOORS)
def test_it_is_told(tmp_path: Path, door: str) -> None:
    edit, said = DOORS[door]
    found = compared(tmp_path, edit)
    assert found.notes == []
    assert any(said in warning for warning in found.warnings["production"])


def test_a_quiet_change(tmp_path: Path) -> None:
    assert not any(compared(tmp_path, ("replicas: 3\n", "replicas: 4\n")).warnings.values())


def test_two_minor_versions_at_once(tmp_path: Path) -> None:
    back = compared(tmp_path, ('version: "1.36"', 'version: "1.34"'))
    found = compare(back.head, back.base, TODAY)
    assert any("go to 1.35 first" in warning for warning in found.warnings["production"])
