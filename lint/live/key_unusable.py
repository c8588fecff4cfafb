from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.references import own_arns
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-034", ERROR, "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html")
def key_unusable(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A KMS key that is not there, is not enabled, or cannot encrypt.

    EKS, EBS and CloudWatch Logs take enabled, symmetric keys for encryption. A key that waits for its deletion takes
    with it what is encrypted with it.
    """
    for reference, arn in own_arns(platform, "kms", "key/[^*?]+"):
        if arn.region != platform.region:
            continue
        answer = aws.found("kms", "describe_key", KeyId=reference.value)
        if answer is None:
            yield reference.violation(f"there is no key {arn.name} in {arn.region}; make it first")
            continue
        key = answer["KeyMetadata"]
        if key["KeyState"] != "Enabled":
            yield reference.violation(f"the key {arn.name} is {key['KeyState']}; enable it, or take another")
        elif key.get("KeySpec", "SYMMETRIC_DEFAULT") != "SYMMETRIC_DEFAULT":
            yield reference.violation(f"the key {arn.name} is {key['KeySpec']}; services need a symmetric one")
