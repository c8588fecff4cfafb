"""subnets: tiers, with one subnet per zone each."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.node import Cidr, Node, Zone, says, text

_HEX = "([0-9a-f]{8}|[0-9a-f]{17})"
SubnetId = Annotated[str, text(f"subnet-{_HEX}", "the id of a subnet", "subnet-0123456789abcdef0")]
RouteTableId = Annotated[str, text(f"rtb-{_HEX}", "the id of a route table", "rtb-0123456789abcdef0")]


class LocalZone(Node, frozen=True, kw_only=True):
    """A Local Zone, and the availability zone that it is reached through."""

    name: Annotated[
        str,
        text(r"[a-z]{2,4}(-[a-z]+)+-[0-9]-[a-z]{3}-[0-9]+[a-z]", "the name of a Local Zone", "us-east-1-bos-1a"),
        says("Its name."),
    ]
    parent: Annotated[Zone, says("The zone of vpc.zones whose routes it has: that of its parent, by letter.")]


class SubnetTier(Node, frozen=True, kw_only=True):
    """A tier of subnets: one in every zone, or one in a Local Zone, all with the same routes."""

    kind: Annotated[
        Literal["public", "private", "isolated"],
        says("public: routed to the internet gateway; private: through NAT; isolated: no way out of the VPC."),
    ]
    size: Annotated[int, Meta(ge=16, le=28), says("Prefix length of each subnet, where `cidrs` is not given.")] = 24
    from_: Annotated[Cidr | None, says("The CIDR of the VPC to allot from, which this tier then has alone.")] = field(
        default=None, name="from"
    )
    cidrs: Annotated[dict[Zone, Cidr] | None, says("The CIDR in every zone, instead of an allotted one.")] = None
    ids: Annotated[
        dict[Zone, SubnetId] | None, says("Subnets of an adopted VPC, by zone, which are then not made. Needs `cidrs`.")
    ] = None
    route_tables: Annotated[
        dict[Zone, RouteTableId] | None,
        says("Route tables of an adopted VPC, by zone: subnets made here have them, and gateway endpoints are added."),
    ] = None
    taken_by_others: Annotated[
        int, Meta(ge=0, le=65531), says("Addresses in each subnet that others have, for the arithmetic.")
    ] = 0
    local_zone: Annotated[
        LocalZone | None, says("The Local Zone that the tier lies in, with one subnet. Unset: the region.")
    ] = None
    load_balancers: Annotated[
        bool | None,
        says(
            "Whether load balancers are placed here. Unset: in public tiers, and the private one that pods do not have."
        ),
    ] = None
    ipv6_slot: Annotated[
        Annotated[int, Meta(ge=0, le=31)] | None,
        says(
            "Which eight of the VPC's 256 IPv6 blocks its zones have. Unset: 0 if private, 1 if public, 2 if isolated."
        ),
    ] = None
