from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.references import references
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-031", ERROR, "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html")
def policy_missing(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A managed policy that does not exist: the role that it is attached to, or that it bounds, cannot be made."""
    for reference in references(platform, rf"arn:aws(-[a-z]+)*:iam::({platform.account}|aws):policy/[^*?]+"):
        if aws.found("iam", "get_policy", PolicyArn=reference.value) is None:
            yield reference.violation(f"there is no policy {reference.value}; make it first, or mind its path")
