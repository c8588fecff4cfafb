from collections.abc import Iterator

from generator.platform.services.secrets import copied
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.references import arn
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-039", ERROR, "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html")
def secret_missing(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A secret of Secrets Manager that is not there, or is about to be deleted.

    Nothing is copied into the cluster then, and the pods that mount it do not start. What the secret holds is not
    read; those of other accounts cannot be asked for.
    """
    for node in {id(each): each for each in copied(platform)}.values():
        if node.secret.startswith("arn:") and arn(node.secret).account != platform.account:
            continue
        found = aws.found("secretsmanager", "describe_secret", SecretId=node.secret)
        if found is None:
            yield Violation(node, "secret", f"there is no secret {node.secret} in {platform.region}; make it first")
        elif found.get("DeletedDate") is not None:
            yield Violation(node, "secret", f"the secret {node.secret} is about to be deleted; restore it")
