from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CLU-022", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html")
def foreign_kms_key(platform: Platform) -> Iterator[Violation]:
    """The key for secrets is no KMS key of the cluster's region.

    EKS takes a symmetric KMS key of its own region; any other is refused when the cluster is made.

    Bad:

        cluster: {secretsEncryption: "arn:aws:kms:us-east-1:111122223333:key/1b2c3d4e-5f6a-4b7c-8d9e-0f1a2b3c4d5e"}

    Good:

        cluster: {secretsEncryption: "arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e-5f6a-4b7c-8d9e-0f1a2b3c4d5e"}
    """
    key = platform.cluster.secrets_encryption
    if isinstance(key, str) and key.split(":")[2:4] != ["kms", platform.region]:
        yield Violation(
            platform.cluster, "secrets_encryption", f"{key} is no KMS key of {platform.region}; use one that is"
        )
