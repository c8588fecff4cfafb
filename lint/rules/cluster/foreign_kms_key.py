from collections.abc import Iterator

from generator.platform.services.storage import file_systems
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CLU-022", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html")
def foreign_kms_key(platform: Platform) -> Iterator[Violation]:
    """The key for secrets, logs, volumes or file systems is no KMS key of the cluster's region.

    EKS, CloudWatch Logs, EBS and EFS take a symmetric KMS key of their own region; any other is refused when what it is
    for is made.

    Bad:

        cluster: {secretsEncryption: "arn:aws:kms:us-east-1:111122223333:key/1b2c3d4e-5f6a-4b7c-8d9e-0f1a2b3c4d5e"}

    Good:

        cluster: {secretsEncryption: "arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e-5f6a-4b7c-8d9e-0f1a2b3c4d5e"}
    """
    cluster = platform.cluster
    keys: list[tuple[Node, str]] = [(cluster, "secrets_encryption"), (cluster.logs, "encryption")]
    keys += [(driver, "kms_key") for driver in (platform.addons.aws_ebs_csi_driver,) if driver]
    keys += [(system, "kms_key") for system in file_systems(platform).values()]
    for node, field in keys:
        key = getattr(node, field)
        if isinstance(key, str) and key.split(":")[2:4] != ["kms", platform.region]:
            yield Violation(node, field, f"{key} is no KMS key of {platform.region}; use one that is")
