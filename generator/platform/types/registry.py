"""registry: where the images and charts of what we install come from."""

from typing import Annotated

from generator.platform.types.node import Node, says, text


class Registry(Node, frozen=True):
    """Container registries."""

    mirror: Annotated[
        Annotated[
            str,
            text(
                r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:[0-9]{1,5})?"
                r"(/[a-z0-9]+([._-][a-z0-9]+)*)*",
                "a registry and a path in it, without https://",
                "111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror",
            ),
        ]
        | None,
        says(
            "A registry that holds copies of every image and chart that groundplan installs, each below its own name;"
            " the rendered README lists them. Unset: they come from where they are published."
        ),
    ] = None
