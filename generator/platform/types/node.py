"""What every part of the language is, and the scalars that several parts share."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

Place = tuple[str | int, ...]
"""Where a value is: the keys and indices from the top of platform.yaml."""


class Node(Struct, frozen=True, eq=False, forbid_unknown_fields=True, rename="camel"):
    """A mapping of platform.yaml; its keys are the fields' names in camelCase.

    Two nodes are equal when they are the same one, so that what is worked out from a platform can be kept beside it.
    """

    def key(self, attribute: str) -> str:
        """The key in platform.yaml of a field; raises ValueError when there is no such field."""
        return self.__struct_encode_fields__[self.__struct_fields__.index(attribute)]


def text(pattern: str, title: str, *examples: str) -> Meta:
    """Constrain a string as a whole: `title` completes the sentence "... is not" when it does not match."""
    return Meta(pattern=rf"^(?:{pattern})$(?!\n)", title=title, examples=list(examples))


def says(description: str, **extra: Any) -> Meta:
    """The one-line documentation of a field, shown by editors and in the reference."""
    return Meta(description=description, **extra)


_OCTET = r"(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4 = rf"{_OCTET}(\.{_OCTET}){{3}}/(3[0-2]|[12]?[0-9])"
_GROUP = "[0-9A-Fa-f]{1,4}"
_SHORTENED = "|".join(
    [rf"({_GROUP}:){{1,{before}}}(:{_GROUP}){{1,{7 - before}}}" for before in range(1, 7)]
    + [rf"({_GROUP}:){{1,7}}:", rf":(:{_GROUP}){{1,7}}", "::"]
)
"""At most seven groups around `::`, which stands for one or more."""
_IPV6 = rf"(({_GROUP}:){{7}}{_GROUP}|{_SHORTENED})/(12[0-8]|1[01][0-9]|[1-9]?[0-9])"

Cidr = Annotated[str, text(_IPV4, "an IPv4 CIDR", "10.0.0.0/16")]
AnyCidr = Annotated[str, text(rf"{_IPV4}|{_IPV6}", "an IPv4 or IPv6 CIDR", "10.0.0.0/16", "2001:db8::/32")]
Zone = Annotated[str, text(r"[a-z]", "the letter of an availability zone", "a")]
Name = Annotated[
    str,
    text(
        r"[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
        "a name of lower-case letters, digits and hyphens that starts with a letter",
        "web",
    ),
]
Namespace = Annotated[str, text(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "a namespace's name", "shop")]
PortName = Annotated[
    str,
    text(
        r"(?=[a-z0-9-]{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*",
        "a port name of at most 15 lower-case letters, digits and hyphens",
        "http",
    ),
]
Port = Annotated[int, Meta(ge=1, le=65535)]
Image = Annotated[
    str,
    text(
        r"[a-z0-9][a-z0-9.:-]*(/[a-z0-9._-]+)+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?",
        "an image with its registry",
        "public.ecr.aws/nginx/nginx:1.29",
    ),
]
Account = Annotated[str, text(r"[0-9]{12}", "an AWS account of 12 digits", "111122223333")]
Region = Annotated[str, text(r"[a-z]{2,4}(-[a-z]+)+-[0-9]", "an AWS region", "eu-west-1")]
_ARN = r"arn:aws(-[a-z]+)*"
PolicyArn = Annotated[
    str,
    text(
        rf"{_ARN}:iam::([0-9]{{12}}|aws):policy/[\w+=,.@/-]+",
        "an IAM policy's ARN",
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
    ),
]
SecurityGroupId = Annotated[
    str, text(r"sg-([0-9a-f]{8}|[0-9a-f]{17})", "the id of a security group", "sg-0123456789abcdef0")
]
PrincipalArn = Annotated[
    str,
    text(
        rf"{_ARN}:iam::[0-9]{{12}}:(role|user)/[\w+=,.@/-]+",
        "the ARN of an IAM role or user",
        "arn:aws:iam::111122223333:role/Admin",
    ),
]
RoleArn = Annotated[
    str,
    text(
        rf"{_ARN}:iam::[0-9]{{12}}:role/[\w+=,.@/-]+",
        "the ARN of an IAM role",
        "arn:aws:iam::111122223333:role/reports",
    ),
]
KeyArn = Annotated[
    str,
    text(
        rf"{_ARN}:kms:[a-z0-9-]+:[0-9]{{12}}:key/[\w-]+",
        "a KMS key's ARN",
        "arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e",
    ),
]
CertificateArn = Annotated[
    str,
    text(
        rf"{_ARN}:(acm:[a-z0-9-]+|iam:):[0-9]{{12}}:(certificate|server-certificate)/[\w+=,.@/-]+",
        "a certificate's ARN",
        "arn:aws:acm:eu-west-1:111122223333:certificate/7a1b2c3d",
    ),
]
WebAclArn = Annotated[
    str,
    text(
        rf"{_ARN}:wafv2:[a-z0-9-]+:[0-9]{{12}}:regional/webacl/[\w/-]+",
        "the ARN of a regional web ACL",
        "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/1b2c3d4e",
    ),
]
Version = Annotated[str, text(r"1\.[0-9]{2}", "a Kubernetes minor version, in quotes", "1.36")]
TagKey = Annotated[
    str, text(r"(?!aws:)[\w .:/=+@-]{1,128}", "a tag key (1 to 128 characters, not starting with aws:)", "owner")
]
TagValue = Annotated[
    str, text(r"[\w .:/=+@-]{0,256}", "a tag value (at most 256 letters, digits, spaces and .:/=+@-)", "shop")
]
RetentionDays = Literal[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
]
"""Days that CloudWatch can keep log events (PutRetentionPolicy of its API)."""
