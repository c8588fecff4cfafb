"""The repository that Flux reads: who hosts it, and how Flux is let in."""

import re
from typing import Literal, NamedTuple

from generator.platform.types.gitops import GitOps, ProviderOfGit

Access = Literal["public", "token", "sshKey", "githubApp", "podIdentity"]

HOSTS: dict[str, ProviderOfGit] = {"github.com": "github", "gitlab.com": "gitlab"}

_CODE_COMMIT = re.compile(r"git-codecommit(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?")


class Address(NamedTuple):
    """The parts of a repository's URL; `user` is empty where there is none, `owner` may hold groups below groups."""

    scheme: str
    user: str
    host: str
    owner: str
    name: str


def address(gitops: GitOps) -> Address:
    """What the URL of the repository says."""
    scheme, _, rest = gitops.repository.partition("://")
    place, _, path = rest.partition("/")
    user, _, host = place.rpartition("@")
    owner, _, name = path.strip("/").rpartition("/")
    return Address(scheme, user, host, owner, name.removesuffix(".git"))


def host_name(gitops: GitOps) -> str:
    """The host without its port."""
    return address(gitops).host.partition(":")[0]


def provider(gitops: GitOps) -> ProviderOfGit:
    """Who hosts it."""
    if code_commit_region(gitops):
        return "codecommit"
    return gitops.provider or HOSTS.get(host_name(gitops), "git")


def code_commit_region(gitops: GitOps) -> str | None:
    """The region of a repository in AWS CodeCommit; None for any other.

    https://docs.aws.amazon.com/codecommit/latest/userguide/regions.html
    """
    found = _CODE_COMMIT.fullmatch(host_name(gitops))
    return found.group(1) if found else None


def access(gitops: GitOps) -> Access:
    """How Flux is let in: CodeCommit needs no secret, since Flux has a role.

    https://fluxcd.io/flux/components/source/gitrepositories/#provider
    """
    if gitops.github_app is not None:
        return "githubApp"
    if gitops.secret is None:
        over_https = gitops.repository.startswith("https://")
        return "podIdentity" if over_https and code_commit_region(gitops) else "public"
    return "sshKey" if gitops.repository.startswith("ssh://") else "token"
