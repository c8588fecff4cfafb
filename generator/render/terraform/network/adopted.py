"""A VPC and subnets that are there already: read, proven to be what platform.yaml says, and otherwise left alone.

Terraform reads them when it plans, and a postcondition that does not hold stops the plan.
"""

from collections.abc import Iterator
from typing import Any

from generator.platform.network.addresses import Subnet, subnet_zone, subnets, vpc_networks
from generator.platform.network.adopted import subnet_id
from generator.platform.network.ipv6 import is_dual_stack
from generator.platform.network.ipv6_blocks import has_ipv6
from generator.platform.network.placement import has_nodes
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, Expression, Template, data, join, literal, resource
from generator.render.terraform.network.subnet_tags import subnet_tags

ASSOCIATED = Expression(
    'toset([for each in self.cidr_block_associations : each.cidr_block if each.state == "associated"])'
)


def vpc(platform: Platform) -> Block:
    """The adopted VPC; its id, owner, CIDRs and DNS settings are as they must be."""
    owner = platform.vpc.owner or platform.account
    cidrs = [str(cidr) for cidr in vpc_networks(platform)]
    known = Expression(f"toset({literal(cidrs).source})")
    return data(
        "aws_vpc",
        "this",
        id=platform.vpc.id,
        lifecycle=_proves(
            _same("vpc.cidr", "cidr_block", cidrs[0]),
            _condition(
                Expression(f"{ASSOCIATED.source} == {known.source}"),
                join(
                    f"platform.yaml has the CIDRs {', '.join(cidrs)}, and the VPC has ",
                    Expression(f'join(", ", {ASSOCIATED.source})'),
                    "; name all of them in vpc.cidr and vpc.secondaryCidrs.",
                ),
            ),
            _same("vpc.owner", "owner_id", owner),
            _condition(
                Expression("self.enable_dns_support && self.enable_dns_hostnames"),
                "Nodes register by DNS names: turn on DNS resolution and DNS hostnames of the VPC.",
            ),
            *([_has_block("the VPC")] if is_dual_stack(platform) else []),
        ),
    )


def subnet(platform: Platform, item: Subnet) -> Block:
    """An adopted subnet; it lies in the VPC and zone, and has the CIDR, that platform.yaml says."""
    place = f"subnets.{item.tier}"
    facts = [
        _same("vpc.id", "vpc_id", str(platform.vpc.id)),
        _same(f"{place}.cidrs.{item.zone}", "cidr_block", str(item.cidr)),
        _same(f"The zone of {place}.ids.{item.zone}", "availability_zone", subnet_zone(platform, item)),
    ]
    if platform.subnets[item.tier].kind == "public" and has_nodes(platform, item.tier):
        facts.append(
            _condition(
                Expression("self.map_public_ip_on_launch"),
                f"Nodes in {item.name}, which is public, need public addresses: let the subnet assign them.",
            )
        )
    if has_ipv6(platform, item):
        facts += _ipv6(platform, item)
    return data("aws_subnet", item.name, id=subnet_id(platform, item), lifecycle=_proves(*facts))


def _ipv6(platform: Platform, item: Subnet) -> Iterator[dict[str, Any]]:
    yield _has_block(item.name)
    if has_nodes(platform, item.tier):
        yield _condition(
            Expression("self.assign_ipv6_address_on_creation"),
            f"Nodes in {item.name} need IPv6 addresses: let the subnet assign them.",
        )


def tags(platform: Platform) -> Iterator[Block]:
    """The tags of adopted subnets, where they are asked for; others' tags stay."""
    if not platform.vpc.tag_subnets:
        return
    for item in subnets(platform):
        if subnet_id(platform, item) is None:
            continue
        for key, value in sorted(subnet_tags(platform, item).items()):
            name = f"{item.name}-{key.replace('.', '-').replace('/', '_')}"
            found = subnet(platform, item).ref("id")
            yield resource("aws_ec2_tag", name, resource_id=found, key=key, value=value)


def _has_block(what: str) -> dict[str, Any]:
    message = f"platform.yaml asks for IPv6, and {what} has no IPv6 block; give it one."
    return _condition(Expression('coalesce(self.ipv6_cidr_block, "none") != "none"'), message)


def _proves(*conditions: dict[str, Any]) -> dict[str, Any]:
    return {"postcondition": list(conditions)}


def _same(place: str, attribute: str, value: str) -> dict[str, Any]:
    """What is read is what platform.yaml says at a place."""
    own = Expression(f"self.{attribute}")
    message = join(f"{place} is {value} in platform.yaml, and ", Expression("self.id"), " has ", own, "; correct it.")
    return _condition(Expression(f"{own.source} == {literal(value).source}"), message)


def _condition(condition: Expression, message: str | Template) -> dict[str, Any]:
    return {"condition": condition, "error_message": message}
