from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

MOST = 4


@rule("CLU-033", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html")
def too_many_security_groups(platform: Platform) -> Iterator[Violation]:
    """The control plane has more security groups than EKS takes.

    It takes four beside the cluster's own. One of them is ours where privateCidrs or remoteNetworks let somebody in.

    Bad:

        vpc: {connectedCidrs: {office: 192.168.0.0/16}}
        cluster:
          endpoint: {privateCidrs: [192.168.0.0/16]}
          securityGroups: [sg-00000001, sg-00000002, sg-00000003, sg-00000004]

    Good:

        cluster: {securityGroups: [sg-00000001, sg-00000002, sg-00000003, sg-00000004]}
    """
    cluster = platform.cluster
    own = bool(cluster.endpoint.private_cidrs or cluster.remote_networks)
    number = len(set(cluster.security_groups)) + own
    if number > MOST:
        message = f"{number} groups with the one for privateCidrs and remoteNetworks, and EKS takes {MOST}; join some"
        yield Violation(cluster, "security_groups", message)
