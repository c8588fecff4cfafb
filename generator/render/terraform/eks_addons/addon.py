"""What is known of an add-on."""

from typing import NamedTuple

from generator.render.terraform.block import Template
from generator.render.terraform.policy import Statement


class Addon(NamedTuple):
    """An add-on: what it is configured with, when it comes, and what its service account, where it has one, may do.

    `statements` are added to those of the managed policy, if there is one.
    """

    name: str
    version: str | None = None
    before_nodes: bool = False
    configuration: Template | None = None
    policy: str | None = None
    statements: tuple[Statement, ...] = ()
    service_account: str | None = None
