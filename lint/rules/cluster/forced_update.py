from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CLU-034", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html")
def forced_update(platform: Platform) -> Iterator[Violation]:
    """Upgrades of the cluster go past EKS' own checks.

    EKS stops an upgrade that removes an API in use or leaves nodes too old behind. forceUpdateVersion is for the one
    upgrade whose findings have been looked at; left in, it also forces the next one.

    Bad:

        cluster: {forceUpdateVersion: true}

    Good:

        cluster: {forceUpdateVersion: false}
    """
    if platform.cluster.force_update_version:
        message = "the next upgrade is not checked either; take it out when this one is done"
        yield Violation(platform.cluster, "force_update_version", message, Fix(False, safe=True))
