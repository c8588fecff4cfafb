"""Registries that images come from, and which of them can be reached from inside the VPC."""

import re

from generator.platform.services.containers import containers
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service

_ECR = re.compile(r"[0-9]{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?")

PUBLIC = (
    "docker.io",
    "gcr.io",
    "ghcr.io",
    "mcr.microsoft.com",
    "nvcr.io",
    "pkg.dev",
    "public.ecr.aws",
    "quay.io",
    "registry.k8s.io",
)
"""Registries on the internet; also the hosts below them."""


def host(reference: str) -> str:
    """The registry of an image or a repository."""
    return reference.partition("/")[0]


def ecr_region(reference: str) -> str | None:
    """The region of a private ECR registry; None for any other."""
    found = _ECR.fullmatch(host(reference))
    return found.group(1) if found else None


def out_of_reach(platform: Platform, reference: str) -> str | None:
    """Why a registry cannot be reached without NAT; None where it can, as far as its name tells.

    The ECR endpoints reach private repositories of the VPC's own region only.
    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """
    name, region = host(reference), ecr_region(reference)
    if region is not None:
        return None if region == platform.region else f"{name} is in another region"
    public = any(name == known or name.endswith(f".{known}") for known in PUBLIC)
    return f"{name} is on the internet" if public else None


def logs_in(platform: Platform, service_name: str, service: Service) -> list[str]:
    """The registries with credentials that images of a service come from, sorted."""
    hosts = {host(each.image or "") for _, each in containers(service_name, service)}
    return sorted(hosts & platform.registry.credentials.keys())


def on_docker_hub(reference: str) -> bool:
    """Whether an image lies on Docker Hub: what has no host of its own does.

    https://github.com/distribution/reference
    """
    return host(reference) == "docker.io" or not set(host(reference)) & {".", ":"}


def mirrored(platform: Platform, reference: str) -> str:
    """Where an image or a repository is pulled from: from the mirror, below its own name, where there is one."""
    mirror = platform.registry.mirror
    return reference if mirror is None else f"{mirror}/{reference}"
