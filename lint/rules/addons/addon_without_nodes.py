from collections.abc import Iterator

from generator.platform.auto_mode import auto_mode
from generator.platform.fleets import own_fleets
from generator.platform.system_pods import has_core_dns
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("ADD-080", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/automode.html")
def addon_without_nodes(platform: Platform) -> Iterator[Violation]:
    """An add-on is configured that is not rendered, for there are no nodes that need it.

    Nodes of Auto Mode have the CNI, kube-proxy, CoreDNS, the Pod Identity agent and the EBS driver built in, and
    Fargate has no DaemonSets. Those add-ons are rendered only beside node groups (CoreDNS also beside Fargate).
    Volumes of Auto Mode have the storage class `auto-ebs`.

    Bad:

        subnets: {control: null}
        cluster: {subnets: private}
        nodes: {groups: null, autoMode: {builtInPools: [general-purpose]}}
        addons: {aws-ebs-csi-driver: {}}

    Good:

        subnets: {control: null}
        cluster: {subnets: private}
        nodes: {groups: null, autoMode: {builtInPools: [general-purpose]}}
        addons: {metrics-server: {}}
    """
    if own_fleets(platform):
        return
    addons = platform.addons
    given = {
        "vpc_cni": addons.vpc_cni.version,
        "kube_proxy": addons.kube_proxy.version or (addons.kube_proxy.mode != "iptables" or None),
        "eks_pod_identity_agent": addons.eks_pod_identity_agent.version,
        "coredns": None if has_core_dns(platform) else addons.coredns.version,
        "aws_ebs_csi_driver": None if auto_mode(platform) is None else addons.aws_ebs_csi_driver,
    }
    why = "Fargate has no DaemonSets" if auto_mode(platform) is None else "Auto Mode has it built in"
    for field, said in given.items():
        if said is not None:
            yield Violation(addons, field, f"it is not rendered: {why}; remove it, or add a node group")
