"""Bottlerocket: a volume for the system and one for data, and settings in TOML."""

import json
import re
from base64 import b64encode
from typing import Any

from generator.platform.fleets import fleet_of
from generator.platform.nodes.ami import accelerator, architecture, is_fips
from generator.platform.nodes.groups import node_labels, told_all
from generator.platform.nodes.max_pods import max_pods
from generator.platform.types.node_group import Disk, NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.ami_families.family import AmiFamily, data_device, device
from generator.render.terraform.ami_families.kubelet import settings
from generator.render.terraform.block import Block, Expression, Template, join, local
from generator.render.terraform.cluster import cluster
from generator.render.terraform.cluster.services import dns_address

NAMES = {
    "shutdown_grace_period_critical_pods": "shutdown-grace-period-for-critical-pods",
}
"""Settings that are not named as the kubelet's fields are."""

BARE = re.compile("[A-Za-z0-9_-]+")
"""A key of TOML that needs no quotes."""

NO_FIPS_ENDPOINT = b64encode(b"[default]\nuse_fips_endpoint=false\n").decode()
"""Images are else pulled from ECR's FIPS endpoints, which only the United States have.
https://docs.aws.amazon.com/eks/latest/userguide/bottlerocket-fips-amis.html"""


def _block_devices(disk: Disk) -> list[dict[str, Any]]:
    # The system's volume keeps the size of its snapshot.
    return [device("/dev/xvda", volume_type="gp3"), data_device("/dev/xvdb", disk)]


def _image(ami: str, version: str) -> str:
    """The public parameter of the newest image.

    https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id-bottlerocket.html
    """
    flavor = f"{'-nvidia' if accelerator(ami) else ''}{'-fips' if is_fips(ami) else ''}"
    return f"/aws/service/bottlerocket/aws-k8s-{version}{flavor}/{architecture(ami)}/latest/image_id"


def _user_data(platform: Platform, name: str, group: NodeGroup) -> list[Block]:
    """The settings that a node joins the cluster with, or those of the kubelet, which EKS adds its own to.

    https://bottlerocket.dev/en/os/1.50.x/api/settings/kubernetes/
    """
    tables = (_settings(platform, group) if told_all(group) else {}) | _kubelet(group)
    if told_all(group):
        tables["settings.kubernetes"] = _joining(platform, group) | tables.get("settings.kubernetes", {})
    return [local(f"user_data_{name}", _toml(tables))] if any(tables.values()) else []


def _kubelet(group: NodeGroup) -> dict[str, dict[str, Any]]:
    """The kubelet's settings: maps are tables, durations and percentages are texts."""
    tables: dict[str, dict[str, Any]] = {}
    for name, value in settings(group).items():
        key = NAMES.get(name) or name.replace("_", "-")
        if isinstance(value, dict):
            tables[f"settings.kubernetes.{key}"] = dict(value)
        else:
            tables.setdefault("settings.kubernetes", {})[key] = _value(name, value)
    return tables


def _value(name: str, value: Any) -> Any:
    if name.startswith("shutdown_"):
        return f"{value}s"
    return str(value) if name.endswith("_percent") else value


def _settings(platform: Platform, group: NodeGroup) -> dict[str, dict[str, Any]]:
    taints = {key: [f"{taint.value or ''}:{taint.effect}"] for key, taint in group.taints.items()}
    abroad = is_fips(group.ami) and not platform.region.startswith("us-")
    return {
        "settings.aws": {"config": NO_FIPS_ENDPOINT} if abroad else {},
        "settings.kubernetes.node-labels": node_labels(group),
        "settings.kubernetes.node-taints": taints,
    }


def _joining(platform: Platform, group: NodeGroup) -> dict[str, Any]:
    owner = cluster(platform)
    return {
        "api-server": owner.ref("endpoint"),
        "cluster-certificate": owner.ref("certificate_authority[0].data"),
        "cluster-dns-ip": dns_address(platform),
        "cluster-name": platform.name,
        "max-pods": max_pods(platform, fleet_of(platform, group)),
    }


def _toml(tables: dict[str, dict[str, Any]]) -> Template:
    """Tables of texts, numbers and lists as TOML, whose strings are JSON's; empty ones are left out."""
    parts: list[str | Expression] = []
    for title, table in sorted(tables.items()):
        if table:
            parts.append(f"[{title}]\n")
        for key, value in sorted(table.items()):
            given = ['"', value, '"'] if isinstance(value, Expression) else [json.dumps(value, ensure_ascii=False)]
            parts += [f"{key if BARE.fullmatch(key) else json.dumps(key)} = ", *given, "\n"]
    return join(*parts)


FAMILY = AmiFamily("BOTTLEROCKET_", _block_devices, _image, _user_data, warmup=300)
