"""terraform: how the AWS half is applied."""

from typing import Annotated

from msgspec import field

from generator.platform.types.node import Node, Region, says, text

_VERSION = r"[0-9]+(\.[0-9]+){0,2}"


class S3Backend(Node, frozen=True):
    """State in S3, locked by S3 itself."""

    bucket: Annotated[
        str, text(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "a bucket's name", "shop-terraform-state"), says("The bucket.")
    ]
    prefix: Annotated[
        str,
        text(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", "a key prefix", "eks/shop"),
        says("The state of a root is at PREFIX/ENVIRONMENT/ROOT.tfstate."),
    ]
    region: Annotated[Region, says("The bucket's region.")]


class Backend(Node, frozen=True):
    """Where state is kept."""

    s3: Annotated[S3Backend | None, says("S3.")] = None


class Terraform(Node, frozen=True):
    """Terraform, or OpenTofu."""

    provider_version: Annotated[
        str,
        text(rf"(>=|~>|=)? ?{_VERSION}(, ?(>=|<=|<|~>|!=) ?{_VERSION})*", "a version constraint", ">= 5.100, < 7.0"),
        says("The versions of hashicorp/aws that are allowed: only what the whole range has is rendered."),
    ] = ">= 5.100, < 7.0"
    extra: Annotated[
        Annotated[
            str,
            text(
                r"(?!\.\.?(/|$))[\w.-]+(/(?!\.\.?(/|$))[\w.-]+)*", "a folder below this file's", "infrastructure/extra"
            ),
        ]
        | None,
        says("A folder of your own *.tf and *.tf.json, which become part of the AWS root as they are."),
    ] = None
    backend: Annotated[Backend, says("Where state is kept. Unset: in a local file.")] = field(default_factory=Backend)
