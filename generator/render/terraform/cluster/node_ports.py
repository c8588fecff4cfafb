"""Who reaches ports of the nodes that Services of type NodePort have."""

from collections.abc import Iterator

from generator.platform.addresses import network
from generator.platform.containers import pod_ports
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster.control_plane import security_group


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield a rule of the nodes' security group for each port and network that a service names."""
    for name, service in sorted(platform.services.items()):
        if service.expose.type != "NodePort":
            continue
        for port, number in sorted(service.expose.node_ports.items()):
            for cidr in sorted({str(network(each)) for each in service.expose.source_ranges}):
                yield resource(
                    "aws_vpc_security_group_ingress_rule",
                    f"node-port-{name}-{port}-{cidr.replace('.', '-').replace('/', '_')}",
                    security_group_id=security_group(platform),
                    description=f"{name}, port {port}, from {cidr}",
                    cidr_ipv4=cidr,
                    ip_protocol=pod_ports(service)[port].protocol.lower(),
                    from_port=number,
                    to_port=number,
                )
