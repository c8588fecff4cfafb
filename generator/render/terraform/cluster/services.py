"""The addresses of Kubernetes services: in IPv4 ours to say, in IPv6 chosen by EKS when the cluster is made.

https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
"""

from generator.platform.network.addresses import DNS, cluster_dns, service_network
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Expression, call
from generator.render.terraform.cluster.control_plane import cluster

CHOSEN = "kubernetes_network_config[0].service_ipv6_cidr"
"""Where a cluster says which ones EKS has chosen."""


def service_cidr(platform: Platform) -> str | Expression:
    """The addresses of services."""
    services = service_network(platform)
    return str(services) if services else cluster(platform).ref(CHOSEN)


def dns_address(platform: Platform) -> str | Expression:
    """The address of the cluster's DNS."""
    address = cluster_dns(platform)
    return str(address) if address else call("cidrhost", cluster(platform).ref(CHOSEN), DNS)
