from collections.abc import Iterator

from generator.platform.cluster.access import administrators
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CLU-009", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html")
def no_cluster_admin(platform: Platform) -> Iterator[Violation]:
    """Nobody may administer the cluster.

    Access entries are the only way in, and whoever creates the cluster gets none for that. Without an entry with
    ClusterAdmin in the whole cluster, nobody can install or mend anything, Flux included.

    Bad:

        cluster: {access: {admins: {policy: View}}}

    Good:

        cluster: {access: {admins: {policy: ClusterAdmin}}}
    """
    if not administrators(platform):
        message = "no access entry has ClusterAdmin in the whole cluster: nobody can get in; add one"
        yield Violation(platform.cluster, "access", message)
