from collections.abc import Iterator

from generator.platform.cluster.system_pods import has_core_dns
from generator.platform.fleets import own_fleets
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.types.addons import CoreDns
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule

DRIVERS = {"aws_ebs_csi_driver", "aws_efs_csi_driver"}
"""They name storage classes, which volumes may rely on."""


@rule("ADD-080", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/automode.html")
def addon_without_nodes(platform: Platform) -> Iterator[Violation]:
    """An add-on is configured that is not rendered, for there are no nodes that need it.

    Nodes of Auto Mode have the CNI, kube-proxy, CoreDNS, the Pod Identity agent, the node monitoring agent and the EBS
    driver built in. Fargate has no DaemonSets, so no drivers and exporters of nodes either. Those add-ons are rendered
    only beside nodes that need them (CoreDNS also beside Fargate).
    Volumes of Auto Mode have the storage class `auto-ebs`.

    Bad:

        services: null
        ingress: null
        subnets: {control: null}
        cluster: {subnets: private}
        nodes: {groups: null, autoMode: {builtInPools: [general-purpose]}}
        addons: {metrics-server: {}, aws-ebs-csi-driver: {}}

    Good:

        services: null
        ingress: null
        subnets: {control: null}
        cluster: {subnets: private}
        nodes: {groups: null, autoMode: {builtInPools: [general-purpose]}}
        addons: {metrics-server: {}}
    """
    if own_fleets(platform):
        return
    addons = platform.addons
    on_fargate = auto_mode(platform) is None
    given = {
        "vpc_cni": addons.vpc_cni.version,
        "kube_proxy": addons.kube_proxy.version or (addons.kube_proxy.mode != "iptables" or None),
        "eks_pod_identity_agent": addons.eks_pod_identity_agent.version,
        "coredns": None if has_core_dns(platform) else _said(addons.coredns),
        "aws_ebs_csi_driver": None if on_fargate else addons.aws_ebs_csi_driver,
        "eks_node_monitoring_agent": addons.eks_node_monitoring_agent,
        "aws_efs_csi_driver": addons.aws_efs_csi_driver if on_fargate else None,
        "prometheus_node_exporter": addons.prometheus_node_exporter if on_fargate else None,
    }
    why = "Fargate has no DaemonSets" if on_fargate else "Auto Mode has it built in"
    for field, said in given.items():
        if said is not None:
            yield Violation(
                addons,
                field,
                f"it is not rendered: {why}; remove it, or add a node group",
                Fix(REMOVED, safe=field not in DRIVERS),
            )


def _said(spec: CoreDns) -> CoreDns | None:
    """CoreDNS, where anything is said of it."""
    usual = CoreDns()
    return spec if any(getattr(spec, name) != getattr(usual, name) for name in spec.__struct_fields__) else None
