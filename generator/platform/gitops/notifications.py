"""What the providers of notifications need.

https://fluxcd.io/flux/components/notification/providers/
"""

from typing import Literal, NamedTuple

from generator.platform.gitops.git_hosts import address, provider
from generator.platform.types.gitops import GitOps
from generator.platform.types.notifications import Notification, ProviderName

Key = Literal["address", "token"]


class Needs(NamedTuple):
    """The key that a provider's Secret has, if it needs one; its own address; and whether it asks for a channel.

    `of_commits`: it writes to the repository, so that its address is the repository's, and it knows commits alone.
    """

    key: Key | None = "token"
    address: str | None = None
    channel: bool = False
    of_commits: bool = False


_WEBHOOK = Needs("address")
_COMMITS = Needs(of_commits=True)

NEEDS: dict[ProviderName, Needs] = {
    "alertmanager": Needs(None),
    "azuredevops": _COMMITS,
    "bitbucket": _COMMITS,
    "bitbucketserver": _COMMITS,
    "datadog": Needs(address="https://api.datadoghq.com"),
    "discord": _WEBHOOK,
    "generic": Needs(None),
    "generic-hmac": Needs(),
    "gitea": _COMMITS,
    "github": _COMMITS,
    "githubdispatch": _COMMITS,
    "githubpullrequestcomment": _COMMITS,
    "gitlab": _COMMITS,
    "gitlabmergerequestcomment": _COMMITS,
    "googlechat": _WEBHOOK,
    "grafana": Needs(),
    "matrix": Needs(address="https://matrix.org", channel=True),
    "msteams": _WEBHOOK,
    "opsgenie": Needs(address="https://api.opsgenie.com/v2/alerts"),
    "pagerduty": Needs(None, "https://events.pagerduty.com", channel=True),
    "rocket": _WEBHOOK,
    "sentry": _WEBHOOK,
    "slack": _WEBHOOK,
    "telegram": Needs(address="https://api.telegram.org", channel=True),
    "webex": Needs(address="https://webexapis.com/v1/messages", channel=True),
}

HOSTED_BY: dict[ProviderName, str] = {
    "github": "github",
    "githubdispatch": "github",
    "githubpullrequestcomment": "github",
    "gitlab": "gitlab",
    "gitlabmergerequestcomment": "gitlab",
}
"""Providers that know the repositories of one host alone."""


def url(gitops: GitOps, item: Notification) -> str | None:
    """Where it is told; None where the Secret says so."""
    needs = NEEDS[item.provider]
    if item.address or not needs.of_commits:
        return item.address or needs.address
    place = address(gitops)
    return f"https://{place.host.partition(':')[0] if place.scheme == 'ssh' else place.host}/{place.owner}/{place.name}"


def secret_key(item: Notification) -> Key:
    """The key of its Secret: a webhook's address; where that is given here, what it is called with."""
    needs = NEEDS[item.provider]
    if item.provider in {"generic", "alertmanager"} and item.address is None:
        return "address"
    return "token" if item.address else needs.key or "token"


def severity(item: Notification) -> str:
    """What it is told of: a commit's status is of no use where only failures are told."""
    return item.severity or ("info" if NEEDS[item.provider].of_commits else "error")


def missing(gitops: GitOps, item: Notification) -> str | None:
    """What it cannot work without; None where nothing is missing."""
    needs = NEEDS[item.provider]
    other = HOSTED_BY.get(item.provider)
    if other and item.address is None and provider(gitops) != other:
        return f"{item.provider} needs the address of a repository there, and gitops.repository is none"
    if item.secret is None and needs.key == "address" and item.address is None:
        return f"{item.provider} needs a Secret with the key address: name it in secret"
    if item.secret is None and needs.key == "token":
        return f"{item.provider} needs a Secret with the key token: name it in secret"
    if item.secret is None and url(gitops, item) is None:
        return f"{item.provider} needs an address, or a Secret that has it"
    if item.provider in {"grafana", "generic-hmac"} and item.address is None:
        return f"{item.provider} needs an address"
    return f"{item.provider} needs a channel" if needs.channel and item.channel is None else None
