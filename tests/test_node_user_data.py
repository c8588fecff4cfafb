"""What nodes on images of the user's own are told, as Terraform itself puts it together."""

import json
import subprocess
import tomllib
from base64 import b64decode
from email import message_from_string
from pathlib import Path
from typing import Any

import yaml

from generator.platform.types.platform import Platform
from generator.render import terraform
from tests.platforms import base, patches
from tests.terraform_root import document
from tests.test_nodes import rendered
from tests.tools import tool

REFERENCES = {
    "${aws_eks_cluster.this.endpoint}": "https://0123.gr7.eu-west-1.eks.amazonaws.com",
    "${aws_eks_cluster.this.certificate_authority[0].data}": "Q0E=",
    "aws_eks_cluster.this.kubernetes_network_config[0].service_ipv6_cidr": r"\"fd5b:2874:204b::/108\"",
}


def user_data(platform: Platform, name: str, folder: Path) -> str:
    """The user data of a group, as Terraform itself puts it together."""
    template = rendered(platform, "aws_launch_template", name)
    local = f"local.user_data_{name}"
    assert template["user_data"] == f"${{base64encode({local})}}"
    text = json.dumps({"locals": document(terraform.files(platform))["locals"]})
    for reference, value in REFERENCES.items():
        text = text.replace(reference, value)
    (folder / "main.tf.json").write_text(text)
    command = [tool("terraform"), "console", "-no-color"]
    done = subprocess.run(
        command, cwd=folder, input=f"jsonencode({local})\n", capture_output=True, text=True, check=True
    )
    return str(json.loads(json.loads(done.stdout)))


def node_config(text: str) -> dict[str, Any]:
    (part,) = list(message_from_string(text).walk())[1:]
    assert part.get_content_type() == "application/node.eks.aws"
    config: dict[str, Any] = yaml.safe_load(str(part.get_payload()))
    return config


def test_nodeadm_is_told_all_on_an_own_image(tmp_path: Path) -> None:
    platform = base(patches()["nodes-al2023-own-image"])
    assert node_config(user_data(platform, "batch", tmp_path)) == {
        "apiVersion": "node.eks.aws/v1alpha1",
        "kind": "NodeConfig",
        "spec": {
            "cluster": {
                "name": "demo",
                "apiServerEndpoint": "https://0123.gr7.eu-west-1.eks.amazonaws.com",
                "certificateAuthority": "Q0E=",
                "cidr": "172.20.0.0/16",
            },
            "kubelet": {
                "config": {
                    "maxPods": 30,
                    "registerWithTaints": [
                        {"key": "dedicated", "value": "batch", "effect": "NoSchedule"},
                        {"key": "example.com/slow", "effect": "PreferNoSchedule"},
                    ],
                },
                "flags": ["--node-labels=example.com/team=42,workload=batch"],
            },
        },
    }
    # With podSubnets the first interface of an m7g.xlarge is the node's: 3 * 14 + 2.
    assert node_config(user_data(platform, "general", tmp_path))["spec"]["kubelet"] == {"config": {"maxPods": 44}}


def test_bottlerocket_is_told_all_on_an_own_image(tmp_path: Path) -> None:
    platform = base(patches()["nodes-bottlerocket-own-image"])
    settings = tomllib.loads(user_data(platform, "batch", tmp_path))["settings"]
    assert b64decode(settings.pop("aws")["config"]) == b"[default]\nuse_fips_endpoint=false\n"
    assert settings == {
        "kubernetes": {
            "cluster-name": "demo",
            "api-server": "https://0123.gr7.eu-west-1.eks.amazonaws.com",
            "cluster-certificate": "Q0E=",
            "cluster-dns-ip": "172.20.0.10",
            "max-pods": 60,
            "node-labels": {"workload": "batch", "example.com/team": "42"},
            "node-taints": {"dedicated": ["batch:NoSchedule"], "example.com/slow": [":PreferNoSchedule"]},
        }
    }
    plain = tomllib.loads(user_data(platform, "general", tmp_path))["settings"]
    assert plain.keys() == {"kubernetes"}
    assert plain["kubernetes"]["max-pods"] == 110
    assert not plain["kubernetes"].keys() & {"node-labels", "node-taints"}


def test_fips_endpoints_are_used_where_there_are_some(tmp_path: Path) -> None:
    group = {"ami": "BOTTLEROCKET_ARM_64_FIPS", "imageId": "ami-01234567"}
    platform = base({"region": "us-gov-west-1", "nodes": {"groups": {"general": group}}})
    assert "aws" not in tomllib.loads(user_data(platform, "general", tmp_path))["settings"]


def test_nodes_of_an_ipv6_cluster_are_told_the_services_that_eks_has_chosen(tmp_path: Path) -> None:
    """nodeadm tells the family by the CIDR, and Bottlerocket by the address of the DNS, which is the tenth of it."""
    platform = base(patches()["ipv6"])
    (tmp_path / "own").mkdir()
    (tmp_path / "rocket").mkdir()
    config = node_config(user_data(platform, "own", tmp_path / "own"))
    assert config["spec"]["cluster"]["cidr"] == "fd5b:2874:204b::/108"
    assert config["spec"]["kubelet"]["config"]["maxPods"] == 110
    toml = tomllib.loads(user_data(platform, "rocket", tmp_path / "rocket"))
    assert toml["settings"]["kubernetes"]["cluster-dns-ip"] == "fd5b:2874:204b::a"
