from collections.abc import Iterator

from generator.platform.services.secrets import secrets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "SEC-002",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html",
    also=(
        "cis:4.4.1",
        "hardeneks:disallow_secrets_from_env_vars",
        "checkov:CKV_K8S_35",
        "kube-linter:read-secret-from-env-var",
    ),
)
def secret_as_variable(platform: Platform) -> Iterator[Violation]:
    """A secret is an environment variable.

    Variables are printed with crashes and debug pages, and every child process has them; a new value reaches the pod
    only when it is made anew. A file is read when it is needed, and changes by itself.

    Bad:

        services: {web: {secrets: {database: {secret: shop/database, env: {DB_PASSWORD: password}}}}}

    Good:

        services: {web: {secrets: {database: {secret: shop/database, path: /run/secrets/database}}}}
    """
    for _, _, secret in secrets(platform):
        for variable in secret.env:
            yield Violation(secret, ("env", variable), f"{variable} is printed with every crash; use path, a file")
