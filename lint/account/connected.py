"""Networks that packets reach from a VPC, as its peerings, its transit gateways and its routes say."""

from collections.abc import Iterator
from typing import NamedTuple

from lint.account.network import Thing, cidrs, vpcs
from lint.reader import Reader


class Network(NamedTuple):
    """A CIDR, and what it is, in words."""

    cidr: str
    what: str


def connected(aws: Reader, vpc: Thing) -> list[Network]:
    """All that a VPC is connected to; each CIDR once, as the first says that knows it."""
    found: dict[str, Network] = {}
    for network in (*_peers(aws, vpc["VpcId"]), *_attached(aws, vpc["VpcId"]), *_routed(aws, vpc["VpcId"])):
        found.setdefault(network.cidr, network)
    return list(found.values())


def _peers(aws: Reader, vpc: str) -> Iterator[Network]:
    for peering in aws.read("ec2", "describe_vpc_peering_connections")["VpcPeeringConnections"]:
        sides = [peering["AccepterVpcInfo"], peering["RequesterVpcInfo"]]
        if peering["Status"]["Code"] != "active" or vpc not in {side["VpcId"] for side in sides}:
            continue
        for side in sides:
            for block in (side.get("CidrBlockSet") or []) if side["VpcId"] != vpc else []:
                yield Network(block["CidrBlock"], f"of {side['VpcId']}, peered by {peering['VpcPeeringConnectionId']}")


def _attached(aws: Reader, vpc: str) -> Iterator[Network]:
    """The account's other VPCs at the same transit gateways; those of other accounts show in routes alone."""
    answer = aws.read("ec2", "describe_transit_gateway_vpc_attachments")
    attachments = [each for each in answer["TransitGatewayVpcAttachments"] if each["State"] == "available"]
    gateways = {each["TransitGatewayId"] for each in attachments if each["VpcId"] == vpc}
    there = {each["VpcId"]: each["TransitGatewayId"] for each in attachments if each["TransitGatewayId"] in gateways}
    for other in vpcs(aws):
        for cidr in cidrs(other) if other["VpcId"] in there and other["VpcId"] != vpc else []:
            yield Network(cidr, f"of {other['VpcId']}, attached to {there[other['VpcId']]} as well")


def _routed(aws: Reader, vpc: str) -> Iterator[Network]:
    answer = aws.read("ec2", "describe_route_tables", Filters=[{"Name": "vpc-id", "Values": [vpc]}])
    for route in (route for table in answer["RouteTables"] for route in table["Routes"]):
        by = route.get("TransitGatewayId") or route.get("VpcPeeringConnectionId") or route.get("GatewayId", "")
        cidr = route.get("DestinationCidrBlock")
        if cidr and cidr != "0.0.0.0/0" and by.startswith(("tgw-", "pcx-", "vgw-")):
            yield Network(cidr, f"routed to {by}")
