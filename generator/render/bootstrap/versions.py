"""Versions of Terraform and its providers, and where state is kept."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block
from generator.render.terraform.versions import aws, root_settings


def blocks(platform: Platform) -> Iterator[Block]:
    """The settings of the bootstrap root."""
    kubernetes = {"source": "hashicorp/kubernetes", "version": ">= 3.0, < 4.0"}
    used = {"aws": aws(platform), "kubernetes": kubernetes}
    if platform.gitops.flux.install == "operator":
        used["helm"] = {"source": "hashicorp/helm", "version": ">= 3.0, < 4.0"}
    yield root_settings(platform, "bootstrap", used)
