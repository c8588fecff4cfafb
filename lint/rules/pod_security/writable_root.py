from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "PSS-006",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
    also=(
        "hardeneks:check_read_only_root_file_system",
        "checkov:CKV_K8S_22",
        "kube-linter:no-read-only-root-fs",
    ),
)
def writable_root(platform: Platform) -> Iterator[Violation]:
    """A container may change its own programs.

    Whoever gets into it can put a program there, or change one that is run. Give it volumes where it must write, and
    leave the rest as it was built; /tmp is there already.

    Bad:

        services: {web: {writableRoot: true, volumes: {cache: {type: emptyDir, path: /var/cache/nginx}}}}

    Good:

        services: {web: {writableRoot: false, volumes: {cache: {type: emptyDir, path: /var/cache/nginx}}}}
    """
    for name, container in every_container(platform):
        if container.writable_root:
            message = f"{name} may change all its files; give it volumes where it must write"
            yield Violation(container, "writable_root", message, Fix(False))
