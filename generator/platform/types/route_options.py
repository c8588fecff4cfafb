"""ingress.routes.<name>: what is done to a request on its way."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Name, Node, says, text

Size = Annotated[str, text(r"[1-9][0-9]*[kmg]", "a size in k, m or g", "8m")]
HttpsUrl = Annotated[str, text(r"https://[!-~]+", "an https:// address", "https://login.example.com/authorize")]


class Session(Node, frozen=True, kw_only=True):
    """How long a log-in holds, and what becomes of those without one."""

    scope: Annotated[
        Annotated[str, text(r"[!-~]+( [!-~]+)*", "scopes", "openid email")], says("What is asked for.")
    ] = "openid"
    session_timeout_seconds: Annotated[Annotated[int, Meta(ge=1, le=604800)], says("How long a log-in holds.")] = 604800
    unauthenticated: Annotated[
        Literal["authenticate", "allow", "deny"], says("What becomes of a request without a log-in.")
    ] = "authenticate"


class Oidc(Session, frozen=True, kw_only=True):
    """Log-in at an OpenID Connect provider."""

    issuer: Annotated[HttpsUrl, says("The provider.")]
    authorization_endpoint: Annotated[HttpsUrl, says("Where people log in.")]
    token_endpoint: Annotated[HttpsUrl, says("Where the load balancer gets tokens.")]
    user_info_endpoint: Annotated[HttpsUrl, says("Where it asks who somebody is.")]
    secret: Annotated[Name, says("A Secret in the service's namespace with the keys clientID and clientSecret.")]


class Cognito(Session, frozen=True, kw_only=True):
    """Log-in at an Amazon Cognito user pool."""

    user_pool: Annotated[
        Annotated[
            str,
            text(
                r"arn:aws(-[a-z]+)*:cognito-idp:[a-z0-9-]+:[0-9]{12}:userpool/[\w-]+",
                "the ARN of a user pool",
                "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Ab1Cd2Ef3",
            ),
        ],
        says("The user pool."),
    ]
    client: Annotated[
        Annotated[str, text(r"[a-z0-9]{1,128}", "the id of an app client", "1example23456789")], says("Its app client.")
    ]
    domain: Annotated[
        Annotated[str, text(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", "the domain of a user pool", "shop-login")],
        says("Its domain, or the prefix of one of Cognito's own."),
    ]


class RouteAuth(Node, frozen=True):
    """Who must log in: one of them."""

    basic: Annotated[
        Name | None,
        says("A Secret in the service's namespace with names and hashed passwords, in the form of the controller."),
    ] = None
    oidc: Annotated[Oidc | None, says("At an OpenID Connect provider.")] = None
    cognito: Annotated[Cognito | None, says("At an Amazon Cognito user pool.")] = None
