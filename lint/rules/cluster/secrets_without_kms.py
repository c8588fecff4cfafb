from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "CLU-006",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html",
    also=(
        "cis:5.3.1",
        "security-hub:EKS.3",
        "checkov:CKV_AWS_58",
    ),
)
def secrets_without_kms(platform: Platform) -> Iterator[Violation]:
    """Kubernetes secrets are encrypted with a key that is not yours.

    AWS then holds the only key: it cannot be withdrawn, and no log says who used it. A key of your own can be given
    later, but never taken back.

    Bad:

        cluster: {secretsEncryption: false}

    Good:

        cluster: {secretsEncryption: true}
    """
    if platform.cluster.secrets_encryption is False:
        yield Violation(
            platform.cluster,
            "secrets_encryption",
            "secrets have no KMS key of yours; set true, or the ARN of a key",
            Fix(True),
        )
