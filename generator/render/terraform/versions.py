"""Versions of Terraform and its providers, and where state is kept."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, settings

TERRAFORM = ">= 1.11"
"""The first with locking by S3 itself. https://developer.hashicorp.com/terraform/language/backend/s3"""


def blocks(platform: Platform) -> Iterator[Block]:
    """The settings of the AWS root."""
    yield root_settings(platform, "terraform", {"aws": aws(platform)})


def aws(platform: Platform) -> dict[str, str]:
    """The AWS provider's requirement."""
    return {"source": "hashicorp/aws", "version": platform.terraform.provider_version}


def root_settings(platform: Platform, root: str, providers: dict[str, dict[str, str]]) -> Block:
    """The `terraform` block of a root."""
    s3 = platform.terraform.backend.s3
    backend = None
    if s3 is not None:
        key = f"{s3.prefix}/{platform.environment}/{root}.tfstate"
        backend = {"s3": {"bucket": s3.bucket, "key": key, "region": s3.region, "encrypt": True, "use_lockfile": True}}
    return settings(required_version=TERRAFORM, required_providers=providers, backend=backend)
