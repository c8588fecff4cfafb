"""External Secrets: its role, which reads the secrets that platform.yaml names, and no others."""

from collections.abc import Iterator

from generator.platform.services.secrets import copied
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import allow, document, inline, pod_identity, pod_trust, role

NAME = "external-secrets"


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role and the service account that has it, where a secret is copied.

    https://external-secrets.io/latest/provider/aws-secrets-manager/
    """
    found = list(copied(platform))
    if not found:
        return
    owner = role(platform, NAME, pod_trust(platform), "External Secrets")
    read = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    statements = [allow(read, sorted({_arn(platform, secret.secret) for secret in found}))]
    keys = sorted({secret.kms_key for secret in found if secret.kms_key})
    if keys:
        through = {"kms:ViaService": f"secretsmanager.{platform.region}.amazonaws.com"}
        statements.append(allow(["kms:Decrypt"], keys, StringEquals=through))
    yield owner
    yield inline(owner, document(*statements))
    yield pod_identity(NAME, cluster(platform), "kube-system", NAME, owner)


def _arn(platform: Platform, secret: str) -> str:
    """The ARN of a secret; of one that is named, AWS puts a hyphen and six characters of its own behind the name.

    https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
    """
    return secret if secret.startswith("arn:") else arn(platform, "secretsmanager", f"secret:{secret}-??????")
