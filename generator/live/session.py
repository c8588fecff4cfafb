"""Credentials and clients, as AWS' own tools find them: environment, profile, SSO, a role to assume."""

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.errors import ToolFailed, UsageError

if TYPE_CHECKING:
    import boto3

ATTEMPTS = 6
CONNECT_SECONDS, READ_SECONDS = 5, 30
SESSION = "groundplan"
"""The name of the session in CloudTrail, where a role is assumed."""


class Way(NamedTuple):
    """How somebody asks: with a profile of their own, in a role, or just as the environment says."""

    profile: str | None = None
    role: str | None = None


def session(way: Way, region: str) -> "boto3.Session":
    """A session for a region; raises UsageError, ToolFailed where there are no credentials or nobody takes them."""
    import boto3
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        made = boto3.Session(profile_name=way.profile, region_name=region)
        return _assumed(made, way.role, region) if way.role else made
    except ClientError as error:
        raise ToolFailed(f"{way.role} cannot be assumed: {error.response['Error']['Message']}") from None
    except BotoCoreError as error:
        raise UsageError(f"{error}; see `aws configure`, or give --profile") from None


def client(made: "boto3.Session", service: str) -> Any:
    """A client that waits where AWS asks it to, and not for ever."""
    from botocore.config import Config

    retries: Any = {"mode": "adaptive", "total_max_attempts": ATTEMPTS}
    patience = Config(retries=retries, connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS)
    return made.client(service, config=patience)


def _assumed(made: "boto3.Session", role: str, region: str) -> "boto3.Session":
    import boto3

    given = client(made, "sts").assume_role(RoleArn=role, RoleSessionName=SESSION)["Credentials"]
    return boto3.Session(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"], region_name=region)
