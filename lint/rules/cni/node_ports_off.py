from collections.abc import Iterator

from generator.platform.fleets import own_fleets
from generator.platform.services.node_ports import has_node_ports
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-081", ERROR, "https://github.com/aws/amazon-vpc-cni-k8s#aws_vpc_cni_node_port_support")
def node_ports_off(platform: Platform) -> Iterator[Violation]:
    """Services have ports of the nodes, which the CNI does not support as it is set.

    What comes in at a port of a node must leave by the interface that it came by. The CNI sees to that by marks on
    connections, unless told not to: answers of pods on other interfaces than the first then take another way, and the
    caller never gets them. Load balancers that send to nodes find all of them ill.

    Bad:

        cni: {settings: {AWS_VPC_CNI_NODE_PORT_SUPPORT: false}}
        services: {web: {expose: {type: NodePort}}}

    Good:

        cni: {settings: {AWS_VPC_CNI_NODE_PORT_SUPPORT: true}}
        services: {web: {expose: {type: NodePort}}}
    """
    settings = platform.cni.settings
    if settings.aws_vpc_cni_node_port_support is not False or not own_fleets(platform):
        return
    for name, service in platform.services.items():
        if has_node_ports(service):
            message = f"{name} is called at ports of the nodes, whose answers get lost with this; remove it"
            yield Violation(settings, "aws_vpc_cni_node_port_support", message, Fix(True))
            return
