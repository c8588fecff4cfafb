"""Bottlerocket: a volume for the system and one for data, and settings in TOML."""

import json
import re
from base64 import b64encode
from typing import Any

from generator.platform.addresses import service_network
from generator.platform.ami import is_fips
from generator.platform.fleets import fleet_of
from generator.platform.max_pods import max_pods
from generator.platform.types.node_group import Disk, NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.ami_families.family import AmiFamily, data_device, device
from generator.render.terraform.block import Block, Expression, Template, join, local
from generator.render.terraform.cluster import cluster

BARE = re.compile("[A-Za-z0-9_-]+")
"""A key of TOML that needs no quotes."""

DNS = 10
"""The cluster's DNS has the tenth address of the service CIDR."""

NO_FIPS_ENDPOINT = b64encode(b"[default]\nuse_fips_endpoint=false\n").decode()
"""Images are else pulled from ECR's FIPS endpoints, which only the United States have.
https://docs.aws.amazon.com/eks/latest/userguide/bottlerocket-fips-amis.html"""


def _block_devices(disk: Disk) -> list[dict[str, Any]]:
    # The system's volume keeps the size of its snapshot.
    return [device("/dev/xvda", volume_type="gp3"), data_device("/dev/xvdb", disk)]


def _user_data(platform: Platform, name: str, group: NodeGroup) -> list[Block]:
    """The settings that a node joins the cluster with.

    https://bottlerocket.dev/en/os/1.50.x/api/settings/kubernetes/
    """
    return [local(f"user_data_{name}", _toml(_settings(platform, group)))]


def _settings(platform: Platform, group: NodeGroup) -> dict[str, dict[str, Any]]:
    owner = cluster(platform)
    taints = {key: [f"{taint.value or ''}:{taint.effect}"] for key, taint in group.taints.items()}
    abroad = is_fips(group.ami) and not platform.region.startswith("us-")
    kubernetes = {
        "api-server": owner.ref("endpoint"),
        "cluster-certificate": owner.ref("certificate_authority[0].data"),
        "cluster-dns-ip": str(service_network(platform)[DNS]),
        "cluster-name": platform.name,
        "max-pods": max_pods(platform, fleet_of(platform, group)),
    }
    return {
        "settings.aws": {"config": NO_FIPS_ENDPOINT} if abroad else {},
        "settings.kubernetes": kubernetes,
        "settings.kubernetes.node-labels": dict(group.labels),
        "settings.kubernetes.node-taints": taints,
    }


def _toml(tables: dict[str, dict[str, Any]]) -> Template:
    """Tables of texts, numbers and lists as TOML, whose strings are JSON's; empty ones are left out."""
    parts: list[str | Expression] = []
    for title, table in tables.items():
        if table:
            parts.append(f"[{title}]\n")
        for key, value in sorted(table.items()):
            given = ['"', value, '"'] if isinstance(value, Expression) else [json.dumps(value, ensure_ascii=False)]
            parts += [f"{key if BARE.fullmatch(key) else json.dumps(key)} = ", *given, "\n"]
    return join(*parts)


FAMILY = AmiFamily("BOTTLEROCKET_", _block_devices, _user_data)
