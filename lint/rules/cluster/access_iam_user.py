from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CLU-010", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html")
def access_iam_user(platform: Platform) -> Iterator[Violation]:
    """An IAM user has access to the cluster.

    A user's keys last until somebody deletes them, and are the ones that leak. A role's credentials end after
    hours, and who may have them is decided in one place.

    Bad:

        cluster: {access: {admins: {principal: "arn:aws:iam::111122223333:user/alice"}}}

    Good:

        cluster: {access: {admins: {principal: "arn:aws:iam::111122223333:role/Admin"}}}
    """
    for name, entry in platform.cluster.access.items():
        if ":user/" in entry.principal:
            yield Violation(
                entry, "principal", f"{name} is an IAM user; give a role access, and let the user assume it"
            )
