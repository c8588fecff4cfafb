"""VPC endpoints: ways to AWS services that do not leave the VPC."""

from collections.abc import Iterator

from generator.platform.network.endpoints import endpoint_tier, gateway_endpoints, interface_endpoints
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, resource
from generator.render.terraform.network.routes import tables_for_gateways
from generator.render.terraform.network.vpc import named, own_group, tier_ids, vpc


def endpoints(platform: Platform) -> Iterator[Block]:
    """VPC endpoints."""
    tables = tables_for_gateways(platform)
    for service in gateway_endpoints(platform):
        yield resource(
            "aws_vpc_endpoint",
            service,
            vpc_id=vpc(platform).ref("id"),
            service_name=f"com.amazonaws.{platform.region}.{service}",
            vpc_endpoint_type="Gateway",
            route_table_ids=tables,
            tags=named(platform, service),
        )
    for service in interface_endpoints(platform):
        yield resource(
            "aws_vpc_endpoint",
            service.replace(".", "-"),
            vpc_id=vpc(platform).ref("id"),
            service_name=f"com.amazonaws.{platform.region}.{service}",
            vpc_endpoint_type="Interface",
            private_dns_enabled=True,
            subnet_ids=[item.ref("id") for item in tier_ids(platform, endpoint_tier(platform))],
            security_group_ids=[_endpoint_group(platform).ref("id")],
            tags=named(platform, service),
        )


def _endpoint_group(platform: Platform) -> Block:
    return own_group(platform, "endpoints", "HTTPS from the VPC to its interface endpoints")


def endpoint_security_group(platform: Platform) -> Iterator[Block]:
    """Who may use the interface endpoints."""
    if not interface_endpoints(platform):
        return
    group = _endpoint_group(platform)
    yield group
    for cidr in (platform.vpc.cidr, *platform.vpc.secondary_cidrs):
        name = cidr.replace(".", "-").replace("/", "_")
        yield resource(
            "aws_vpc_security_group_ingress_rule",
            f"endpoints-{name}",
            security_group_id=group.ref("id"),
            description=f"HTTPS from {cidr}",
            cidr_ipv4=cidr,
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
        )
