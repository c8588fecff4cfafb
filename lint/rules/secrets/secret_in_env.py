import re
from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.container import ContainerFields
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

KNOWN = re.compile(
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}"
    r"|\bgithub_pat_[A-Za-z0-9_]{22,}"
    r"|\bglpat-[A-Za-z0-9_-]{20}"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10,}"
    r"|\b[sr]k_live_[A-Za-z0-9]{16,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|://[^/\s:@]+:[^/\s:@$]+@"
)
"""What only a credential looks like: keys of AWS, GitHub, GitLab, Slack and Stripe, private keys, passwords in URLs."""

NAMED = re.compile(r"(?:^|_)(?:PASSWORD|PASSWD|API_KEY|PRIVATE_KEY|SECRET_KEY)$")

ELSEWHERE = "keep it in Secrets Manager, and name it in secrets"


@rule(
    "SEC-001",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html",
    also=(
        "cis:4.4.1",
        "kube-linter:env-var-secret",
    ),
)
def secret_in_env(platform: Platform) -> Iterator[Violation]:
    """A password or key is written in platform.yaml.

    It stays in the repository's history for ever, in plain sight of everybody who may read it or any pod of the
    namespace. Keep it in Secrets Manager, name it in `secrets`, and change it now.

    Bad:

        services: {web: {env: {DB_PASSWORD: hunter2}}}

    Good:

        services:
          web:
            env: {DB_PASSWORD_FILE: /run/secrets/database/password}
            secrets: {database: {secret: shop/database, path: /run/secrets/database}}
    """
    for _, container in every_container(platform):
        yield from _variables(container)
        for field in ("command", "args"):
            for index, word in enumerate(getattr(container, field)):
                if KNOWN.search(word):
                    yield Violation(container, (field, index), f"this looks like a credential; {ELSEWHERE}")
    for service in platform.services.values():
        for files in service.files.values():
            for file, content in files.content.items():
                if KNOWN.search(content):
                    message = f"{file} has what looks like a credential; {ELSEWHERE}"
                    yield Violation(files, ("content", file), message)


def _variables(container: ContainerFields) -> Iterator[Violation]:
    for name, value in container.env.items():
        if name.startswith("AWS_"):
            continue  # aws-static-keys speaks of these
        if KNOWN.search(value) or (NAMED.search(name) and value and not value.startswith(("/", "arn:"))):
            yield Violation(container, ("env", name), f"{name} looks like a credential; {ELSEWHERE}")
