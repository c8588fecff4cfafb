"""Who reaches the OpenSearch domain: its security group, and that of the functions which call it."""

from collections.abc import Iterator
from typing import Any

from generator.platform.logs.log_routes import sends_directly
from generator.platform.logs.open_search import domain_subnets
from generator.platform.network.endpoints import gateway_endpoints
from generator.platform.types.open_search import Domain
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, Expression, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.log_streams import delivers_to_domain
from generator.render.terraform.log_writers import forwards
from generator.render.terraform.network.endpoints import endpoints
from generator.render.terraform.network.vpc import own_group, subnet

HTTPS = {"ip_protocol": "tcp", "from_port": 443, "to_port": 443}


def security_groups(platform: Platform, domain: Domain) -> Iterator[Block]:
    """Both groups and all their rules."""
    own, callers = domain_group(platform), function_group(platform)
    yield from (own, callers)
    if delivers_to_domain(platform):
        deliverers = delivery_group(platform)
        yield deliverers
        to, by = {"referenced_security_group_id": own.ref("id")}, {"referenced_security_group_id": deliverers.ref("id")}
        yield _ingress("open-search-delivery", own, "HTTPS from delivery streams", **by)
        yield _egress("delivery-open-search", deliverers, "The domain", **to)
    if sends_directly(platform):
        nodes = cluster(platform).ref("vpc_config[0].cluster_security_group_id")
        yield _ingress("open-search-nodes", own, "HTTPS from collectors", referenced_security_group_id=nodes)
    yield _ingress("open-search-functions", own, "HTTPS from functions", referenced_security_group_id=callers.ref("id"))
    for cidr in dict.fromkeys(domain.client_cidrs):
        name = cidr.replace(".", "-").replace("/", "_")
        yield _ingress(f"open-search-{name}", own, f"HTTPS from {cidr}", cidr_ipv4=cidr)
    yield _egress("functions-open-search", callers, "The domain", referenced_security_group_id=own.ref("id"))
    if forwards(platform):
        yield _egress("functions-s3", callers, "Dead letters in S3", **_s3(platform))


def domain_group(platform: Platform) -> Block:
    """The domain's security group, which lets nothing out."""
    return own_group(platform, "open-search", "HTTPS to the OpenSearch domain")


def function_group(platform: Platform) -> Block:
    """The security group of functions that call the domain."""
    return own_group(platform, "log-functions", "Functions that call the OpenSearch domain")


def delivery_group(platform: Platform) -> Block:
    """The security group of delivery streams that lead to the domain."""
    return own_group(platform, "log-delivery", "Delivery streams that lead to the OpenSearch domain")


def subnet_refs(platform: Platform, domain: Domain) -> list[Expression]:
    """The domain's subnets, which the functions share."""
    return [subnet(platform, item).ref("id") for item in domain_subnets(platform, domain)]


def function_network(platform: Platform, domain: Domain) -> dict[str, list[Expression]]:
    """Where functions lie that call the domain."""
    groups = [function_group(platform).ref("id")]
    return {"subnet_ids": subnet_refs(platform, domain), "security_group_ids": groups}


def _s3(platform: Platform) -> dict[str, Any]:
    """S3 by our gateway endpoint, else wherever it is found."""
    if "s3" not in gateway_endpoints(platform):
        return {"cidr_ipv4": "0.0.0.0/0"}
    (gateway,) = (block for block in endpoints(platform) if block.labels[1] == "s3")
    return {"prefix_list_id": gateway.ref("prefix_list_id")}


def _ingress(name: str, owner: Block, description: str, **peer: Any) -> Block:
    return _rule("ingress", name, owner, description, peer)


def _egress(name: str, owner: Block, description: str, **peer: Any) -> Block:
    return _rule("egress", name, owner, description, peer)


def _rule(way: str, name: str, owner: Block, description: str, peer: dict[str, Any]) -> Block:
    kind = f"aws_vpc_security_group_{way}_rule"
    return resource(kind, name, security_group_id=owner.ref("id"), description=description, **HTTPS, **peer)
