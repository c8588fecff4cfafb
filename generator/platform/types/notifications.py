"""gitops.notifications: who is told what Flux does."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Node, says, text

SecretName = Annotated[
    str, text(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", "the name of a Kubernetes Secret", "git-credentials")
]

ProviderName = Literal[
    "alertmanager",
    "azuredevops",
    "bitbucket",
    "bitbucketserver",
    "datadog",
    "discord",
    "generic",
    "generic-hmac",
    "gitea",
    "github",
    "githubdispatch",
    "githubpullrequestcomment",
    "gitlab",
    "gitlabmergerequestcomment",
    "googlechat",
    "grafana",
    "matrix",
    "msteams",
    "opsgenie",
    "pagerduty",
    "rocket",
    "sentry",
    "slack",
    "telegram",
    "webex",
]
"""As Flux names them. https://fluxcd.io/flux/components/notification/providers/#type"""


class Notification(Node, frozen=True):
    """Somebody who is told."""

    provider: Annotated[ProviderName, says("What it is, as Flux names it; github and the like set commit statuses.")]
    channel: Annotated[
        Annotated[str, text(r"[A-Za-z0-9#@!_:.+=/-]{1,250}", "a channel, room or key, without spaces", "deploys")]
        | None,
        says("The channel or room; of PagerDuty the integration key, of Sentry the environment."),
    ] = None
    address: Annotated[
        Annotated[
            str,
            text(
                r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?",
                "an http or https URL without a password",
                "https://alerts.example.com/flux",
            ),
        ]
        | None,
        says("Its URL, where that is no secret. Unset: the provider's own, or what the Secret has."),
    ] = None
    secret: Annotated[
        SecretName | None,
        says("The Secret in flux-system with its token or address, made by you; the rendered README has the command."),
    ] = None
    severity: Annotated[
        Literal["info", "error"] | None,
        says("error: only what fails; info: all. Unset: error, and info for commit statuses and comments."),
    ] = None
    services: Annotated[
        tuple[Annotated[str, Meta(min_length=1)], ...], says("Only of these services. Unset: of all that Flux does.")
    ] = ()
