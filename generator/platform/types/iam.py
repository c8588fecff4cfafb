"""iam: what pods may do in AWS."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Name, Node, PolicyArn, says, text

Action = Annotated[str, text(r"\*|[a-z0-9-]+:[A-Za-z0-9*?]+", "an IAM action", "s3:GetObject")]
Resource = Annotated[str, text(r"\*|arn:[!-~]+", "an ARN, possibly with wildcards", "arn:aws:s3:::bucket/*")]


class Statement(Node, frozen=True):
    """An Allow statement of a policy."""

    actions: Annotated[tuple[Action, ...], Meta(min_length=1), says("What is allowed.")]
    resources: Annotated[tuple[Resource, ...], Meta(min_length=1), says("On what.")]


MechanismName = Literal["podIdentity", "irsa"]


class Role(Node, frozen=True):
    """An IAM role that pods assume."""

    mechanism: Annotated[
        MechanismName | None, says("How its pods get the credentials. Unset: as `iam.mechanism` says for all.")
    ] = None
    also_trust: Annotated[
        tuple[MechanismName, ...], says("Mechanisms that may take it too, while its pods move from one to another.")
    ] = ()
    statements: Annotated[tuple[Statement, ...], says("Its own policy.")] = ()
    managed_policies: Annotated[tuple[PolicyArn, ...], says("Managed policies attached to it.")] = ()


class Iam(Node, frozen=True):
    """Roles for pods."""

    mechanism: Annotated[MechanismName, says("How pods get their role's credentials.")] = "podIdentity"
    permissions_boundary: Annotated[PolicyArn | None, says("The policy that bounds every role we make.")] = None
    roles: Annotated[dict[Name, Role], says("Roles, by name.")] = {}
