from collections.abc import Iterator

from generator.platform.cluster.access import granted
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CLU-023", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html")
def powerless_access_entry(platform: Platform) -> Iterator[Violation]:
    """An access entry lets its principal in, and lets it do nothing.

    Without an access policy and without a group that a RoleBinding names, every request is forbidden.

    Bad:

        cluster: {access: {developers: {principal: "arn:aws:iam::111122223333:role/Developer"}}}

    Good:

        cluster: {access: {developers: {principal: "arn:aws:iam::111122223333:role/Developer", policy: View}}}
    """
    for name, entry in platform.cluster.access.items():
        if entry.type == "STANDARD" and not granted(entry) and not entry.kubernetes_groups:
            message = f"{name} may do nothing; give it a policy, or kubernetesGroups"
            yield Violation(platform.cluster, ("access", name), message)
