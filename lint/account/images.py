"""The newest releases of Amazon's images for nodes."""

import json

from generator.platform.nodes.ami import accelerator, architecture, is_bottlerocket, is_fips, is_windows
from lint.reader import Reader


def newest_release(aws: Reader, ami: str, version: str) -> str | None:
    """The newest release of a kind of image for a Kubernetes version, as node groups take it; None without one.

    https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
    https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id-bottlerocket.html
    https://docs.aws.amazon.com/eks/latest/userguide/retrieve-windows-ami-id.html
    """
    answer = aws.found("ssm", "get_parameter", Name=_parameter(ami, version))
    if answer is None:
        return None
    value: str = answer["Parameter"]["Value"]
    return str(json.loads(value)["release_version"]) if is_windows(ami) else value


def _parameter(ami: str, version: str) -> str:
    if is_windows(ami):
        _, edition, year, *_ = ami.split("_")
        image = f"Windows_Server-{year}-English-{edition.title()}-EKS_Optimized-{version}"
        return f"/aws/service/ami-windows-latest/{image}"
    if is_bottlerocket(ami):
        flavor = f"{'-nvidia' if accelerator(ami) else ''}{'-fips' if is_fips(ami) else ''}"
        return f"/aws/service/bottlerocket/aws-k8s-{version}{flavor}/{architecture(ami)}/latest/image_version"
    kind = f"{architecture(ami)}/{accelerator(ami) or 'standard'}"
    return f"/aws/service/eks/optimized-ami/{version}/amazon-linux-2023/{kind}/recommended/release_version"
