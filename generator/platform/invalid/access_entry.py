"""Access entries that EKS refuses."""

from collections.abc import Iterator

from generator.platform.types.access import AccessEntry
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield what does not go with an entry's type or principal.

    https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
    """
    for entry in platform.cluster.access.values():
        if ":role/aws-service-role/" in entry.principal:
            message = "a service-linked role gets its access from the service; take the entry out"
            yield Violation(entry, "principal", message)
        yield from _policies(entry) if entry.type == "STANDARD" else _of_nodes(platform, entry)


def _policies(entry: AccessEntry) -> Iterator[Violation]:
    if entry.namespaces and entry.policy is None:
        yield Violation(entry, "namespaces", "there is no `policy` here that they limit; add one")
    if entry.policy is not None and entry.policy in entry.policies:
        message = f"{entry.policy} is `policy` already, and an entry has it once; say it in one place"
        yield Violation(entry, ("policies", entry.policy), message)


def _of_nodes(platform: Platform, entry: AccessEntry) -> Iterator[Violation]:
    for field in ("policy", "namespaces", "policies", "kubernetes_groups", "username"):
        if getattr(entry, field):
            message = f"EKS gives an entry of type {entry.type} what it needs, and nothing else; take this out"
            yield Violation(entry, field, message)
    account = entry.principal.split(":")[4]
    if ":role/" not in entry.principal:
        yield Violation(entry, "principal", f"an entry of type {entry.type} is for nodes, and nodes have roles")
    elif account != platform.account:
        message = f"nodes of type {entry.type} have a role of the cluster's own account, {platform.account}"
        yield Violation(entry, "principal", message)
