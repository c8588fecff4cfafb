from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CLU-016", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html")
def no_deletion_protection(platform: Platform) -> Iterator[Violation]:
    """A cluster in production can be destroyed by one command.

    A renamed resource, or an apply in the wrong folder, replaces the cluster with all that runs in it. With protection
    such a plan fails.

    Bad:

        cluster: {deletionProtection: false}

    Good:

        cluster: {deletionProtection: true}
    """
    if platform.tier == "production" and not platform.cluster.deletion_protection:
        yield Violation(
            platform.cluster,
            "deletion_protection",
            "nothing keeps the cluster from being destroyed; set true",
            Fix(True, safe=True),
        )
