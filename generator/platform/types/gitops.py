"""gitops: the repository that Flux reads."""

from typing import Annotated, Literal

from msgspec import field

from generator.platform.types.node import Node, says, text

SecretName = Annotated[
    str, text(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", "the name of a Kubernetes Secret", "git-credentials")
]


class Flux(Node, frozen=True):
    """Flux itself."""

    version: Annotated[
        str,
        text(r"2\.[0-9]{1,2}", "a Flux minor version, in quotes", "2.9"),
        says("Its minor version; patches follow."),
    ] = "2.9"
    install: Annotated[Literal["operator"], says("operator: the Flux Operator, by the bootstrap root.")] = "operator"


class GitOps(Node, frozen=True):
    """Where Flux finds what we render."""

    repository: Annotated[
        str,
        text(
            r"(https://|ssh://([a-z0-9_-]+@)?)[A-Za-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9._~/-]+",
            "the https or ssh URL of a Git repository, without a password",
            "https://github.com/example/platform",
        ),
        says("The Git repository."),
    ]
    secret: Annotated[
        SecretName | None,
        says("The Secret in flux-system with the repository's credentials, made by you. Unset: it is public."),
    ] = None
    branch: Annotated[
        str, text(r"[A-Za-z0-9][A-Za-z0-9._/-]*", "a branch's name", "main"), says("The branch that Flux follows.")
    ] = "main"
    path: Annotated[
        str,
        text(
            r"\.|(?!.*(^|/)\.\.?(/|$))[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*",
            "a folder inside the repository",
            "platforms/shop",
        ),
        says("The folder of this file in the repository; `rendered/` lies beside it."),
    ] = "."
    flux: Annotated[Flux, says("Flux itself.")] = field(default_factory=Flux)
