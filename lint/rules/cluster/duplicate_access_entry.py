from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CLU-013", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html")
def duplicate_access_entry(platform: Platform) -> Iterator[Violation]:
    """Two access entries name the same principal.

    EKS keeps one entry for a principal and refuses the second when the cluster is already made.

    Bad:

        cluster: {access: {developers: {principal: "arn:aws:iam::111122223333:role/Admin", policy: View}}}

    Good:

        cluster: {access: {developers: {principal: "arn:aws:iam::111122223333:role/Developer", policy: View}}}
    """
    first: dict[str, str] = {}
    for name, entry in platform.cluster.access.items():
        other = first.setdefault(entry.principal, name)
        if other != name:
            yield Violation(
                entry, "principal", f"{name} and {other} are the same principal, {entry.principal}; keep one"
            )
