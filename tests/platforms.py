"""Platforms to test with: the worked example, and the smallest one with changes."""

from pathlib import Path
from typing import Any

import yaml

from generator.platform.load import load
from generator.platform.merge import merge
from generator.platform.source import Source
from generator.platform.types.platform import Platform

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "platform.yaml"
BASE: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "base.yaml").read_text())


def example() -> dict[str, Platform]:
    """The worked example, by environment."""
    return load(Source(str(EXAMPLE), EXAMPLE.read_text()))


def document(patch: dict[str, Any] | None = None) -> str:
    """The smallest platform as text, with a merge patch applied."""
    return yaml.safe_dump(merge(BASE, patch or {}), sort_keys=False, allow_unicode=True, width=1000)


def base(patch: dict[str, Any] | None = None) -> Platform:
    """The smallest platform with a merge patch applied."""
    (platform,) = load(Source("platform.yaml", document(patch))).values()
    return platform


PRIVATE = {
    "vpc": {"nat": "none"},
    "nodes": {"groups": {"general": {"imageId": "ami-0123456789abcdef0", "labels": {"workload": "general"}}}},
    "cluster": {"secretsEncryption": False, "deletionProtection": False},
    "cni": {"mode": "prefixDelegation", "networkPolicy": "strict", "snat": {"mode": "external"}},
    "terraform": {"backend": {"s3": {"bucket": "state", "prefix": "x", "region": "eu-west-1"}}},
}
"""No way out of the VPC, images of one's own."""


def golden() -> dict[str, Platform]:
    """Platforms whose render is proven with other people's tools."""
    return {
        **{f"example-{name}": platform for name, platform in example().items()},
        "smallest": base(),
        "private": base(PRIVATE),
        "six": base({"terraform": {"providerVersion": ">= 6.25, < 7.0"}, "cluster": {"deletionProtection": True}}),
    }
