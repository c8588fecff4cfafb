"""What the cluster's own security group lets in from pods that are not in it."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster.control_plane import security_group

PORTS = {"dns-udp": ("udp", 53), "dns-tcp": ("tcp", 53), "api": ("tcp", 443), "kubelet": ("tcp", 10250)}
"""What every pod needs of CoreDNS and the control plane, and metrics of the kubelet.
https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html"""


def outside(platform: Platform) -> list[str]:
    """Security groups of pods that are not in the cluster's."""
    if platform.cni.cluster_security_group:
        return []
    said = platform.cni.pod_security_groups
    custom = {group for groups in said.values() for group in groups} if isinstance(said, dict) else set(said)
    of_services = {group for service in platform.services.values() for group in service.security_groups}
    return sorted(custom | (of_services if platform.cni.security_groups_for_pods != "off" else set()))


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield a rule of the cluster's group for each of those groups and each port."""
    for group in outside(platform):
        for name, (protocol, port) in PORTS.items():
            yield resource(
                "aws_vpc_security_group_ingress_rule",
                f"{group}-{name}",
                description=f"{name} from pods",
                security_group_id=security_group(platform),
                referenced_security_group_id=group,
                ip_protocol=protocol,
                from_port=port,
                to_port=port,
            )
