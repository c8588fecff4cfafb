"""A way into the repository that its host, or Flux, does not have."""

from collections.abc import Iterator

from generator.platform.gitops.git_hosts import access, code_commit_region, provider
from generator.platform.types.gitops import GitOps
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

CODE_COMMIT_SINCE = 9
"""The minor version of Flux that reads CodeCommit with a role."""


def check(platform: Platform) -> Iterator[Violation]:
    """Yield what does not fit the repository's address."""
    gitops = platform.gitops
    if gitops.provider == "codecommit" and code_commit_region(gitops) is None:
        message = "this is no address of CodeCommit: https://git-codecommit.REGION.amazonaws.com/v1/repos/NAME"
        yield Violation(gitops, "repository", message)
    yield from _github_app(gitops)
    if access(gitops) == "podIdentity":
        yield from _role(gitops)


def _github_app(gitops: GitOps) -> Iterator[Violation]:
    if gitops.github_app is None:
        return
    if provider(gitops) != "github" or not gitops.repository.startswith("https://"):
        message = "a GitHub App reads repositories of GitHub over https; say provider: github where it is your own"
        yield Violation(gitops, "github_app", message)
    if gitops.secret is None:
        yield Violation(gitops, "github_app", "name the Secret in flux-system that has the App's key in gitops.secret")
    if gitops.flux.install == "bootstrap":
        message = "`flux bootstrap` knows no GitHub App; use install: operator, or a token"
        yield Violation(gitops.flux, "install", message)


def _role(gitops: GitOps) -> Iterator[Violation]:
    if int(gitops.flux.version.partition(".")[2]) < CODE_COMMIT_SINCE:
        message = f"Flux reads CodeCommit with a role since 2.{CODE_COMMIT_SINCE}; use that, or credentials in a secret"
        yield Violation(gitops.flux, "version", message)
    if gitops.flux.install == "bootstrap":
        message = (
            "`flux bootstrap` needs credentials of CodeCommit: name them in gitops.secret, or use install: operator"
        )
        yield Violation(gitops.flux, "install", message)
