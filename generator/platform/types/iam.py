"""iam: what pods may do in AWS."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.node import Image, Name, Node, PolicyArn, RoleArn, says, text

Action = Annotated[str, text(r"\*|[a-z0-9-]+:[A-Za-z0-9*?]+", "an IAM action", "s3:GetObject")]
Resource = Annotated[str, text(r"\*|arn:[!-~]+", "an ARN, possibly with wildcards", "arn:aws:s3:::bucket/*")]
ConditionOperator = Annotated[
    str,
    text(
        r"((ForAnyValue|ForAllValues):)?(String(Not)?(Equals|EqualsIgnoreCase|Like)|Arn(Not)?(Equals|Like)"
        r"|(Numeric|Date)((Not)?Equals|(LessThan|GreaterThan)(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress)(IfExists)?"
        r"|Null",
        "an operator of IAM conditions",
        "StringEquals",
    ),
]
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"""

ConditionKey = Annotated[str, text(r"[A-Za-z0-9-]+:[ -~]+", "a condition key with its prefix", "aws:SourceAccount")]
SecretName = Annotated[
    str, text(r"(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?", "the name of a Kubernetes Secret", "kiam-server-tls")
]


class Statement(Node, frozen=True):
    """An Allow statement of a policy."""

    actions: Annotated[tuple[Action, ...], Meta(min_length=1), says("What is allowed.")]
    resources: Annotated[tuple[Resource, ...], Meta(min_length=1), says("On what.")]
    conditions: Annotated[
        dict[ConditionOperator, dict[ConditionKey, Annotated[tuple[str, ...], Meta(min_length=1)]]],
        says("When: values of request and principal, by operator and key; all must hold."),
    ] = {}


MechanismName = Literal["podIdentity", "irsa", "kube2iam", "kiam", "iam4kube", "kubeAwsIamController"]


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
    target: Annotated[
        RoleArn | None, says("A role, as a rule of another account, that its pods act as: this one may then assume it.")
    ] = None
    path: Annotated[
        str, text(r"/([\w+=,.@-]+/)*", "an IAM path, which starts and ends with a slash", "/shop/"), says("Its path.")
    ] = "/"
    max_session_duration: Annotated[
        Annotated[int, Meta(ge=3600, le=43200)] | None,
        says("The longest session, in seconds, that may be asked for. Unset: an hour. Chained sessions get no more."),
    ] = None


class Kiam(Node, frozen=True):
    """The TLS of kiam, whose agents and servers prove themselves to each other."""

    agent_certificate: Annotated[
        SecretName, says("The Secret of type kubernetes.io/tls in kube-system, with ca.crt, that agents show.")
    ] = "kiam-agent-tls"
    server_certificate: Annotated[
        SecretName, says("The same for servers; its certificate is for the names kiam-server and 127.0.0.1.")
    ] = "kiam-server-tls"


class Iam4Kube(Node, frozen=True, kw_only=True):
    """The images of iam4kube, which nobody publishes any more."""

    image: Annotated[Image, says("Your build of iam4kube, with a version of the AWS SDK that knows IMDSv2 and IRSA.")]
    interceptor_image: Annotated[Image, says("Your build of ip2service, from the same repository.")]


class Iam(Node, frozen=True):
    """Roles for pods."""

    mechanism: Annotated[MechanismName, says("How pods get their role's credentials.")] = "podIdentity"
    acknowledge_unmaintained: Annotated[
        bool, says("Whether kiam and iam4kube, which nobody maintains, may be used all the same.")
    ] = False
    permissions_boundary: Annotated[PolicyArn | None, says("The policy that bounds every role we make.")] = None
    kiam: Annotated[Kiam, says("What kiam needs, where a role uses it.")] = field(default_factory=Kiam)
    iam4kube: Annotated[Iam4Kube | None, says("What iam4kube needs, where a role uses it.")] = None
    roles: Annotated[dict[Name, Role], says("Roles, by name.")] = {}
