"""Rules of the nodes' security group that controllers add beside ours."""

from generator.platform.network.addresses import tier_subnets
from generator.platform.services.containers import service_ports
from generator.platform.services.node_ports import let_in
from generator.platform.services.service_load_balancers import load_balancer, tiers
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service


def node_group_rules(platform: Platform) -> int:
    """Rules for ports of the nodes: those of networks that are let in, and of load balancers made in the tree."""
    own = sum(1 for _ in let_in(platform))
    return own + sum(_rules(platform, service) for service in platform.services.values())


def _rules(platform: Platform, service: Service) -> int:
    """Rules of the nodes' security group that are made for a service's load balancer."""
    balancer, ports = load_balancer(service), len(service_ports(service))
    if balancer is None or balancer.controller != "inTree" or balancer.kind != "nlb":
        return 0
    subnets = sum(len(tier_subnets(platform, tier)) for tier in tiers(platform, balancer))
    return ports * (max(len(balancer.source_ranges), 1) + subnets)
