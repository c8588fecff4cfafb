"""What is known of an add-on."""

from typing import NamedTuple

from generator.render.terraform.block import Template


class Addon(NamedTuple):
    """An add-on: what it is configured with, when it comes, and the managed policy that its service account has."""

    name: str
    version: str | None = None
    before_nodes: bool = False
    configuration: Template | None = None
    policy: str | None = None
    service_account: str | None = None
