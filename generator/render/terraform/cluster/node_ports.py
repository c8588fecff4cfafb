"""Who reaches ports of the nodes: networks that a NodePort names, and a BIG-IP."""

from collections.abc import Iterator

from generator.platform.services.node_ports import let_in
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster.control_plane import security_group


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield a rule of the nodes' security group for each port and network."""
    for each in let_in(platform):
        yield resource(
            "aws_vpc_security_group_ingress_rule",
            f"node-port-{each.service}-{each.port}-{each.cidr.replace('.', '-').replace('/', '_')}",
            security_group_id=security_group(platform),
            description=f"{each.service}, port {each.port}, from {each.cidr}",
            cidr_ipv4=each.cidr,
            ip_protocol=each.protocol.lower(),
            from_port=each.number,
            to_port=each.number,
        )
