from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CLU-012", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html")
def cluster_scope_edit(platform: Platform) -> Iterator[Violation]:
    """Somebody who is no administrator may change every namespace.

    Admin and Edit are meant for a team's own namespaces. In the whole cluster they reach kube-system and flux-system,
    from where the step to administrator is short.

    Bad:

        cluster:
          access:
            developers: {principal: "arn:aws:iam::111122223333:role/Developer", policy: Edit}

    Good:

        cluster:
          access:
            developers: {principal: "arn:aws:iam::111122223333:role/Developer", policy: Edit, namespaces: [shop]}
    """
    for name, entry in platform.cluster.access.items():
        if entry.policy in {"Admin", "Edit"} and not entry.namespaces:
            yield Violation(entry, "policy", f"{name} has {entry.policy} in every namespace; name theirs in namespaces")
