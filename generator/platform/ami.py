"""What the kinds of Amazon's images are made for, as far as their names tell.

https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
"""


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


def is_bottlerocket(ami: str) -> bool:
    """Whether an image is a Bottlerocket."""
    return ami.startswith("BOTTLEROCKET_")


def is_windows(ami: str) -> bool:
    """Whether an image is a Windows."""
    return ami.startswith("WINDOWS_")


def is_fips(ami: str) -> bool:
    """Whether an image has the cryptographic modules of FIPS 140."""
    return ami.endswith("_FIPS")
