"""cni.settings: the VPC CNI's settings without a field of their own, by their documented names.

https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md
https://docs.aws.amazon.com/cli/latest/reference/eks/describe-addon-configuration.html (what the add-on accepts)
"""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Cidr, Node, TagKey, TagValue, says, text

Level = Literal["DEBUG", "INFO", "WARN", "ERROR", "FATAL"]
HttpsUrl = Annotated[
    str, text(r"https://[a-zA-Z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?", "an https URL", "https://example.com")
]
_FILE = r"/[A-Za-z0-9_./-]+"


class CniSettings(Node, frozen=True, rename="upper"):
    """Settings without a field of their own, by their documented names. Unset: the CNI's own default."""

    additional_eni_tags: Annotated[
        dict[TagKey, TagValue] | None, says("Tags of every network interface that the CNI makes.")
    ] = None
    annotate_pod_ip: Annotated[bool | None, says("Write a pod's address into its annotations at once.")] = None
    aws_ec2_endpoint: Annotated[HttpsUrl | None, says("The EC2 endpoint that is called.")] = None
    aws_external_service_cidrs: Annotated[
        tuple[Cidr, ...], says("Networks that are reached by the node's main route table.")
    ] = ()
    aws_manage_enis_non_schedulable: Annotated[
        bool | None, says("Manage the interfaces of nodes that take no pods, too.")
    ] = None
    aws_vpc_cni_node_port_support: Annotated[
        bool | None, says("Whether services of type NodePort work; on unless set to false.")
    ] = None
    aws_vpc_eni_mtu: Annotated[
        Annotated[int, Meta(ge=576, le=9001)] | None, says("The MTU of pods' network interfaces; 9001 unless set.")
    ] = None
    aws_vpc_k8s_cni_loglevel: Annotated[Level | None, says("How much ipamd logs; DEBUG unless set.")] = None
    aws_vpc_k8s_cni_log_file: Annotated[
        Annotated[str, text(rf"stdout|{_FILE}", "stdout or a file's path", "stdout")] | None,
        says("Where ipamd logs to."),
    ] = None
    aws_vpc_k8s_cni_randomizesnat: Annotated[
        Literal["prng", "hashrandom", "none"] | None,
        says("How source ports are chosen in translated traffic; prng unless set."),
    ] = None
    aws_vpc_k8s_cni_vethprefix: Annotated[
        Annotated[
            str, text(r"(?!(eth|vlan|lo)$)[a-z][a-z0-9]{0,3}", "at most 4 characters, and not eth, vlan or lo", "eni")
        ]
        | None,
        says("The prefix of pods' interface names on the node; eni unless set."),
    ] = None
    aws_vpc_k8s_plugin_log_file: Annotated[
        Annotated[str, text(rf"stderr|{_FILE}", "stderr or a file's path", "stderr")] | None,
        says("Where the plugin logs to."),
    ] = None
    aws_vpc_k8s_plugin_log_level: Annotated[Level | None, says("How much the plugin logs; DEBUG unless set.")] = None
    cluster_endpoint: Annotated[
        HttpsUrl | None, says("The Kubernetes API, for ipamd to call it without kube-proxy.")
    ] = None
    disable_introspection: Annotated[bool | None, says("Close ipamd's introspection endpoint.")] = None
    disable_leaked_eni_cleanup: Annotated[
        bool | None, says("Stop the hourly search for network interfaces that were left behind.")
    ] = None
    disable_metrics: Annotated[bool | None, says("Close ipamd's Prometheus endpoint.")] = None
    disable_network_resource_provisioning: Annotated[
        bool | None, says("Attach neither interfaces nor addresses: something else must.")
    ] = None
    disable_pod_v6: Annotated[bool | None, says("Turn IPv6 off inside pods.")] = None
    disable_tcp_early_demux: Annotated[
        bool | None,
        says("Of the init container: let the kubelet reach pods on branch interfaces by TCP; on with strict groups."),
    ] = None
    enable_bandwidth_plugin: Annotated[
        bool | None, says("Obey the bandwidth annotations of pods. It does not go with network policies.")
    ] = None
    enable_v4_egress: Annotated[
        bool | None,
        says("Of an IPv6 cluster: whether pods reach IPv4 addresses outside, by their node's; on unless set to false."),
    ] = None
    enable_v6_egress: Annotated[
        bool | None, says("Of an IPv4 cluster: whether pods reach IPv6 addresses outside, by their node's.")
    ] = None
    introspection_bind_address: Annotated[
        Annotated[
            str,
            text(
                rf"[0-9]{{1,3}}(\.[0-9]{{1,3}}){{3}}:[0-9]{{1,5}}|unix:{_FILE}",
                "an address with a port, or a unix socket",
                "127.0.0.1:61679",
            ),
        ]
        | None,
        says("Where ipamd's introspection endpoint listens."),
    ] = None
    ip_cooldown_period: Annotated[
        Annotated[int, Meta(ge=0, le=3600)] | None,
        says("Seconds before a pod's address is used again; 30 unless set."),
    ] = None
    max_eni: Annotated[
        Annotated[int, Meta(ge=1, le=100)] | None,
        says("The most network interfaces of a node, its first included. The kubelet's max-pods does not follow it."),
    ] = None


ELSEWHERE = {
    "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "set cni.podSubnets instead",
    "AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS": "set cni.snat.exclude instead",
    "AWS_VPC_K8S_CNI_EXTERNALSNAT": "set cni.snat.mode instead",
    "ENABLE_IPv4": "set cluster.ipFamily instead",
    "ENABLE_IPv6": "set cluster.ipFamily instead",
    "ENABLE_POD_ENI": "set cni.securityGroupsForPods instead",
    "ENABLE_PREFIX_DELEGATION": "set cni.mode instead",
    "ENABLE_SUBNET_DISCOVERY": "set cni.extraPodSubnets instead",
    "ENI_CONFIG_ANNOTATION_DEF": "set cni.podSubnets instead, which chooses by the zone",
    "ENI_CONFIG_LABEL_DEF": "set cni.podSubnets instead, which chooses by the zone",
    "MINIMUM_IP_TARGET": "set cni.warm.minimumIps instead",
    "NETWORK_POLICY_ENFORCING_MODE": "set cni.networkPolicy instead",
    "POD_SECURITY_GROUP_ENFORCING_MODE": "set cni.securityGroupsForPods instead",
    "WARM_ENI_TARGET": "set cni.warm.enis instead",
    "WARM_IP_TARGET": "set cni.warm.ips instead",
    "WARM_PREFIX_TARGET": "set cni.warm.prefixes instead",
}
"""What to do instead of a setting that is no key of ours."""
