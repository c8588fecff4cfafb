"""What the kinds of Amazon's images are made for, as far as their names tell.

https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
"""

from typing import get_args

from generator.platform.types.ami import Ami


def architecture(ami: str) -> str:
    """The architecture of an image, in EC2's words."""
    return "arm64" if "_ARM_64" in ami else "x86_64"


def accelerator(ami: str) -> str | None:
    """The maker of the accelerators that an image is for, `nvidia` or `neuron`; None for plain images."""
    return "nvidia" if "NVIDIA" in ami else "neuron" if "NEURON" in ami else None


def drivers(ami: str) -> frozenset[str]:
    """The accelerators that an image has drivers for; every plain Bottlerocket has Neuron's.

    https://github.com/bottlerocket-os/bottlerocket/blob/develop/QUICKSTART-EKS.md#neuron-support
    """
    made_for = accelerator(ami)
    if made_for is not None:
        return frozenset({made_for})
    return frozenset({"neuron"} if is_bottlerocket(ami) else ())


def kind_for(ami: str, architecture: str, accelerator: str | None) -> str | None:
    """The kind of the same family for an architecture (EC2's word) and an accelerator; None where there is none."""
    family = ami.partition("_")[0]
    plain = "STANDARD" if family == "AL2023" else ""
    made_for = None if is_bottlerocket(ami) and accelerator == "neuron" else accelerator
    parts = family, "ARM_64" if architecture == "arm64" else architecture, made_for.upper() if made_for else plain
    kind = "_".join(filter(None, (*parts, "FIPS" if is_fips(ami) else "")))
    return kind if kind in get_args(Ami) else None


def is_bottlerocket(ami: str) -> bool:
    """Whether an image is a Bottlerocket."""
    return ami.startswith("BOTTLEROCKET_")


def is_windows(ami: str) -> bool:
    """Whether an image is a Windows."""
    return ami.startswith("WINDOWS_")


def is_fips(ami: str) -> bool:
    """Whether an image has the cryptographic modules of FIPS 140."""
    return ami.endswith("_FIPS")
