from collections.abc import Iterator

from generator.platform.cluster.access import administrators
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "CLU-011",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html",
    also=("cis:4.1.1",),
)
def too_many_admins(platform: Platform) -> Iterator[Violation]:
    """Many principals may do everything in the cluster.

    A cluster's administrator reads every secret and deletes every namespace. Two entries are enough for people and for
    an emergency; teams need Admin or Edit in their own namespaces.

    Bad:

        cluster:
          access:
            one: {principal: "arn:aws:iam::111122223333:role/One", policy: ClusterAdmin}
            two: {principal: "arn:aws:iam::111122223333:role/Two", policy: ClusterAdmin}

    Good:

        cluster:
          access:
            one: {principal: "arn:aws:iam::111122223333:role/One", policy: ClusterAdmin}
            two: {principal: "arn:aws:iam::111122223333:role/Two", policy: Edit, namespaces: [shop]}
    """
    admins, most = administrators(platform), platform.lint.parameters.administrators
    if len(admins) > most:
        yield Violation(
            platform.cluster, "access", f"{len(admins)} entries have ClusterAdmin ({', '.join(admins)}); keep {most}"
        )
