from collections.abc import Iterator

from generator.platform.services.secrets import copied
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("SEC-012", ERROR, "https://external-secrets.io/latest/provider/aws-secrets-manager/")
def foreign_secret(platform: Platform) -> Iterator[Violation]:
    """A secret is in another region.

    The store asks Secrets Manager in the platform's own region, which does not know it; the pod waits for ever. Secrets
    Manager replicates secrets to other regions: name the copy.

    Bad:

        services:
          web:
            secrets:
              database: {secret: "arn:aws:secretsmanager:us-east-1:111122223333:secret:a-AbCdEf", path: /run/secrets/a}

    Good:

        services:
          web:
            secrets:
              database: {secret: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf", path: /run/secrets/a}
    """
    for secret in copied(platform):
        if secret.secret.startswith("arn:") and secret.secret.split(":")[3] != platform.region:
            message = f"it is in {secret.secret.split(':')[3]}; name a copy in {platform.region}"
            yield Violation(secret, "secret", message)
