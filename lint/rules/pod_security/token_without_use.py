from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "PSS-017",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html",
    also=(
        "cis:4.1.6",
        "hardeneks:disable_service_account_token_mounts",
        "checkov:CKV_K8S_38",
    ),
)
def token_without_use(platform: Platform) -> Iterator[Violation]:
    """Pods have a token for the Kubernetes API, and may do nothing with it.

    Whoever gets into a pod has it, too, and with it a way to the API server, and every right that somebody gives the
    service account later, somewhere else. With `rbac` the token comes by itself, and the file says what it is for. A
    token that another system takes, such as Vault, is a reason to allow this.

    Bad:

        services: {web: {serviceAccountToken: true}}

    Good:

        services: {web: {serviceAccountToken: false}}
    """
    for name, service in platform.services.items():
        if service.service_account_token and not service.rbac:
            message = f"nothing says what {name} does with it; name that in rbac, or leave it out"
            yield Violation(service, "service_account_token", message, Fix(False))
