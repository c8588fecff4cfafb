"""registry: where the images and charts of what we install come from."""

from typing import Annotated

from msgspec import Meta

from generator.platform.types.node import KeyArn, Node, says, text
from generator.platform.types.volume import SecretId

RegistryHost = Annotated[
    str, text(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", "the host of a registry", "registry.example.com")
]
Source = Annotated[
    str,
    text(
        r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9._-]+)*",
        "the host of a registry, or a path in it",
        "public.ecr.aws/docker",
    ),
]


class Credentials(Node, frozen=True):
    """How nodes log in to a registry; for ECR they need none."""

    secret: Annotated[
        SecretId, says("The name or ARN of a secret in Secrets Manager: a JSON object of username and password.")
    ]
    kms_key: Annotated[KeyArn | None, says("The KMS key of yours that it is encrypted with.")] = None


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
    credentials: Annotated[
        dict[RegistryHost, Credentials], says("How nodes log in for images of services, by the host of the registry.")
    ] = {}
    allowed: Annotated[
        tuple[Source, ...],
        Meta(max_length=100),
        says("Where images of services may come from. Unset: from anywhere; else a rule finds all others."),
    ] = ()
