"""What the planner must know of each EC2 instance type, as EC2's DescribeInstanceTypes has it.

From the PyPI package moto, which carries EC2's answers
(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html). Branch network interfaces are in no
API: they come from the controller that attaches them
(https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/aws/vpc/limits.go).
"""

import gzip
import json
import re
from typing import Any

from tools.generate import _go
from tools.generate._pinned import resources

PACKAGE, VERSION = "moto", "5.2.5"
LIMITS, LIMITS_VERSION = "github.com/aws/amazon-vpc-resource-controller-k8s", "v1.8.2"
# The package says nothing of its data's age: the day of its release is the latest that the data can be.
RELEASED = "2026-10-27"
TABLE = "generator/platform/data/instance_types.json"


def files() -> dict[str, bytes]:
    data = resources(PACKAGE, VERSION) / "ec2/resources/instance_types.json.gz"
    described = json.loads(gzip.decompress(data.read_bytes()))
    branches = _branch_enis()
    table = {name: _row(described[name]) | branches.get(name, {}) for name in sorted(described)}
    # One type a line: an update's diff then shows which types came, went or changed.
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in table.items())
    source_line = f'"source": "{PACKAGE} {VERSION}, amazon-vpc-resource-controller-k8s {LIMITS_VERSION}"'
    return {TABLE: f'{{\n"asOf": "{RELEASED}",\n{source_line},\n"types": {{\n{rows}\n}}\n}}\n'.encode()}


def _row(described: dict[str, Any]) -> dict[str, Any]:
    network = described["NetworkInfo"]
    accelerator = _accelerator(described)
    return {
        "vcpus": described["VCpuInfo"]["DefaultVCpus"],
        "memoryMib": described["MemoryInfo"]["SizeInMiB"],
        "maxEnis": _max_enis(network),
        "ipv4PerEni": network["Ipv4AddressesPerInterface"],
        "hypervisor": "metal" if described["BareMetal"] else described["Hypervisor"],
        "architectures": sorted(described["ProcessorInfo"]["SupportedArchitectures"]),
        **({"accelerator": accelerator} if accelerator else {}),
    }


_LIMIT = re.compile(
    r'"(?P<name>[a-z0-9.-]+)": \{[^{}]*?IsTrunkingCompatible: +true,\s*BranchInterface: +(?P<enis>[0-9]+),'
)


def _branch_enis() -> dict[str, dict[str, int]]:
    """By type, of those that can have a trunk: how many branch network interfaces it takes."""
    text = (_go.module(LIMITS, LIMITS_VERSION) / "pkg/aws/vpc/limits.go").read_text()
    return {found["name"]: {"branchEnis": int(found["enis"])} for found in _LIMIT.finditer(text)}


def _accelerator(described: dict[str, Any]) -> str | None:
    """The maker of a type's accelerators, as far as an EKS image has drivers for them."""
    if "NeuronInfo" in described:
        return "neuron"
    makers = {gpu["Manufacturer"] for gpu in described.get("GpuInfo", {}).get("Gpus", ())}
    return "nvidia" if makers == {"NVIDIA"} else None


def _max_enis(network: dict[str, Any]) -> int:
    """Of the default network card: the VPC CNI uses no other."""
    default = network["DefaultNetworkCardIndex"]
    cards = {card["NetworkCardIndex"]: card for card in network["NetworkCards"]}
    return int(cards[default]["MaximumNetworkInterfaces"])
