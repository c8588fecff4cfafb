"""gitops: the repository that Flux reads."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.kustomizations import Kustomization
from generator.platform.types.node import KeyArn, Name, Node, says, text
from generator.platform.types.notifications import Notification, SecretName

ProviderOfGit = Literal["github", "gitlab", "codecommit", "git"]


class Flux(Node, frozen=True):
    """Flux itself."""

    version: Annotated[
        str,
        text(r"2\.[0-9]{1,2}", "a Flux minor version, in quotes", "2.9"),
        says("Its minor version; patches follow."),
    ] = "2.9"
    install: Annotated[
        Literal["operator", "bootstrap"],
        says("operator: the Flux Operator, by the bootstrap root; bootstrap: `flux bootstrap`, as the README says."),
    ] = "operator"


class GitHubApp(Node, frozen=True):
    """A GitHub App that may read the repository; gitops.secret has its private key."""

    id: Annotated[int, Meta(ge=1), says("The id of the App.")]
    installation: Annotated[int, Meta(ge=1), says("The id of its installation in the organization.")]


class Decryption(Node, frozen=True):
    """What Flux decrypts the files of gitops.kustomizations with, by SOPS."""

    keys: Annotated[tuple[KeyArn, ...], says("KMS keys that Flux may decrypt with, by a role of its own.")] = ()
    secret: Annotated[SecretName | None, says("The Secret in flux-system with age or OpenPGP keys, made by you.")] = (
        None
    )


class GitOps(Node, frozen=True):
    """Where Flux finds what we render."""

    repository: Annotated[
        str,
        text(
            r"(https://|ssh://([A-Za-z0-9_-]+@)?)[A-Za-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9._~/-]+",
            "the https or ssh URL of a Git repository, without a password",
            "https://github.com/example/platform",
        ),
        says("The Git repository."),
    ]
    secret: Annotated[
        SecretName | None,
        says("The Secret in flux-system with the repository's credentials, made by you. Unset: it is public."),
    ] = None
    provider: Annotated[
        ProviderOfGit | None,
        says("Who hosts it. Unset: told by its address, and git where that does not tell."),
    ] = None
    github_app: Annotated[
        GitHubApp | None, says("The GitHub App whose key is in the Secret. Unset: it has a token.")
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
    notifications: Annotated[dict[Name, Notification], says("Who is told what Flux does, by name.")] = {}
    kustomizations: Annotated[dict[Name, Kustomization], says("Folders of your own that Flux applies, by name.")] = {}
    decryption: Annotated[Decryption | None, says("What encrypted files of those are decrypted with.")] = None
    tenancy: Annotated[
        bool, says("Whether Flux applies each service as an account that may act in the service's namespace alone.")
    ] = False
    suspend: Annotated[
        tuple[str, ...],
        says("Kustomizations that Flux leaves as they are, by the names in the rendered README: app-web, own-x."),
    ] = ()
