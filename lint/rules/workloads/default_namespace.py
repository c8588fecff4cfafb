from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "WRK-053",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/tenant-isolation.html",
    also=(
        "cis:4.5.2",
        "checkov:CKV_K8S_21",
        "kube-linter:use-namespace",
    ),
)
def default_namespace(platform: Platform) -> Iterator[Violation]:
    """A service lies in the namespace `default`.

    Everything lands there that somebody applied without thinking; nobody owns it, and rights given in it reach all of
    that.

    Bad:

        services: {web: {namespace: default}}

    Good:

        services: {web: {namespace: shop}}
    """
    for name, service in platform.services.items():
        if service.namespace == "default":
            yield Violation(service, "namespace", f"{name} lies in default; give it a namespace that its team owns")
