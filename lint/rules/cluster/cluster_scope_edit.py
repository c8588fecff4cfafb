from collections.abc import Iterator
from fnmatch import fnmatchcase

from generator.platform.cluster.access import granted
from generator.platform.types.access import AccessEntry
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

WRITES = ("Admin", "Edit", "SecretAdmin")
SYSTEM = ("kube-system", "flux-system")


@rule("CLU-012", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html")
def cluster_scope_edit(platform: Platform) -> Iterator[Violation]:
    """Somebody who is no administrator may change every namespace.

    Admin and Edit are meant for a team's own namespaces. In the whole cluster, or by a pattern that fits them too, they
    reach kube-system and flux-system, from where the step to administrator is short.

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
        for policy, namespaces in granted(entry).items():
            if policy not in WRITES:
                continue
            reached = [system for system in SYSTEM if any(fnmatchcase(system, pattern) for pattern in namespaces)]
            where = ", ".join(reached) if namespaces else "every namespace"
            if where:
                yield Violation(
                    entry, _field(entry, policy), f"{name} has {policy} in {where}; name theirs in namespaces"
                )


def _field(entry: AccessEntry, policy: str) -> tuple[str, ...]:
    return ("policy",) if entry.policy == policy else ("policies", policy)
