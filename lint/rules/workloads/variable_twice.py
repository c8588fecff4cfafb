from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "WRK-051",
    ERROR,
    "https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
    also=("kube-linter:duplicate-env-var",),
)
def variable_twice(platform: Platform) -> Iterator[Violation]:
    """An environment variable is set twice.

    The last one wins, and which that is depends on how the list is written: a secret may be hidden by a text, or the
    other way round.

    Bad:

        services:
          web:
            env: {DB_HOST: db.example.com, DB_USER: web}
            secrets: {database: {secret: shop/database, env: {DB_USER: username}}}
        lint: {allow: [{rule: secret-as-variable, reason: "the program reads no files"}]}

    Good:

        services:
          web:
            env: {DB_HOST: db.example.com}
            secrets: {database: {secret: shop/database, env: {DB_USER: username}}}
        lint: {allow: [{rule: secret-as-variable, reason: "the program reads no files"}]}
    """
    for service in platform.services.values():
        first = dict.fromkeys(service.env, "env")
        for name, secret in service.secrets.items():
            for variable in secret.env:
                if variable in first:
                    message = f"{variable} is in {first[variable]} too; set it once"
                    plain = Fix(REMOVED, field=("env", variable), node=service) if first[variable] == "env" else None
                    yield Violation(secret, ("env", variable), message, plain)
                first.setdefault(variable, f"secrets.{name}")
