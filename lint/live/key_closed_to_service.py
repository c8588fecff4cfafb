import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.references import arn
from lint.reader import Reader
from lint.rule import ERROR, live_rule

AUTO_SCALING = "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
"""https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html"""


class _Use(NamedTuple):
    node: Node
    field: str
    key: str
    principal: str
    who: str


@live_rule("LIV-035", ERROR, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html")
def key_closed_to_service(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """The policy of a KMS key does not let in the service that is to use it.

    CloudWatch Logs refuses to make a log group with a key that it may not use. Auto Scaling starts nodes whose disks
    it may not encrypt, and they stop at once (Client.InternalError): its service-linked role needs the key's policy,
    or a grant.
    """
    for use in _uses(platform):
        if arn(use.key).account != platform.account or arn(use.key).region != platform.region:
            continue
        answer = aws.found("kms", "get_key_policy", KeyId=use.key, PolicyName="default")
        if answer is None or _lets_in(json.loads(answer["Policy"]), use.principal) or _granted(aws, use):
            continue
        message = f"the policy of the key {arn(use.key).name} does not let in {use.who} ({use.principal})"
        yield Violation(use.node, use.field, message)


def _uses(platform: Platform) -> Iterator[_Use]:
    logs = f"logs.{platform.region}.amazonaws.com"
    cloud_watch = platform.logging.destinations.cloud_watch
    for groups in (platform.cluster.logs, cloud_watch):
        if groups is not None and isinstance(groups.encryption, str):
            yield _Use(groups, "encryption", groups.encryption, logs, "CloudWatch Logs")
    for group in platform.nodes.groups.values():
        if group.disk.kms_key is not None:
            yield _Use(group.disk, "kms_key", group.disk.kms_key, AUTO_SCALING, "Auto Scaling")


def _lets_in(policy: dict[str, Any], principal: str) -> bool:
    allowed = (each["Principal"] for each in _listed(policy["Statement"]) if each["Effect"] == "Allow")
    return any(_names(found, principal) for found in allowed if found is not None)


def _names(found: Any, principal: str) -> bool:
    said = [text for value in found.values() for text in _listed(value)] if isinstance(found, dict) else [found]
    everybody = {"*", "logs.amazonaws.com"} if principal.startswith("logs.") else {"*"}
    return any(text in everybody or text.endswith(principal) for text in said)


def _granted(aws: Reader, use: _Use) -> bool:
    if use.principal != AUTO_SCALING:
        return False
    grants = aws.read("kms", "list_grants", KeyId=use.key)["Grants"]
    return any(grant.get("GranteePrincipal", "").endswith(AUTO_SCALING) for grant in grants)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
