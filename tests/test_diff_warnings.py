"""Every one-way door is told, with the way round, and nothing is told of a platform that stays as it is."""

from pathlib import Path

import pytest

from generator.diff.comparison import compare
from tests.test_diff import TODAY, compared

DOORS = {
    "cluster_name": (("name: shop", "name: store"), "is renamed from shop to store"),
    "version down": (('version: "1.36"', 'version: "1.35"'), "only within seven days of the upgrade"),
    "service_cidr": (
        ('version: "1.36"', 'version: "1.36"\n  serviceCidr: 172.21.0.0/16'),
        "from the default to 172.21.0.0/16",
    ),
    "nat": (("nat: perZone", "nat: single"), "from other addresses afterwards"),
    "private_endpoint": (
        ("endpoint: {private: true, public: true, publicCidrs: [203.0.113.0/24]}", "endpoint: {private: true}"),
        "have a way in",
    ),
}


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
