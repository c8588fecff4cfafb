"""What the planner must know of each EC2 instance type, as EC2's DescribeInstanceTypes has it.

From the PyPI package moto, which carries EC2's answers
(https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html).
"""

import gzip
import json
from typing import Any

from tools.generate._pinned import resources

PACKAGE, VERSION = "moto", "5.2.5"
# The package says nothing of its data's age: the day of its release is the latest that the data can be.
RELEASED = "2026-10-27"
TABLE = "generator/platform/data/instance_types.json"


def files() -> dict[str, bytes]:
    data = resources(PACKAGE, VERSION) / "ec2/resources/instance_types.json.gz"
    described = json.loads(gzip.decompress(data.read_bytes()))
    # One type a line: an update's diff then shows which types came, went or changed.
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(_row(described[name]))}" for name in sorted(described))
    source_line = f'"source": "{PACKAGE} {VERSION}"'
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
