from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.references import Arn, own_arns
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-030", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html")
def principal_missing(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """An IAM role or user that does not exist, or whose ARN is another one.

    EKS refuses an access entry of a principal that is not there, and IAM a policy that names one. A path is part of
    the ARN: those of roles of IAM Identity Center have one, and an entry without it lets nobody in. Roles whose names
    begin with the platform's are taken to be ours; those of other accounts cannot be asked for.
    """
    for reference, arn in own_arns(platform, "iam", "(role|user)/[^*?]+"):
        if arn.name.startswith(f"{platform.name}-"):
            continue
        kind = arn.resource.partition("/")[0]
        there = _arn(aws, kind, arn)
        if there is None:
            yield reference.violation(f"account {platform.account} has no {kind} {arn.name}; make it first")
        elif there != reference.value:
            yield reference.violation(f"the ARN of the {kind} {arn.name} is {there}; write that")


def _arn(aws: Reader, kind: str, arn: Arn) -> str | None:
    if kind == "role":
        role = aws.found("iam", "get_role", RoleName=arn.name)
        return role["Role"]["Arn"] if role else None
    user = aws.found("iam", "get_user", UserName=arn.name)
    return user["User"]["Arn"] if user else None
