"""subnets: tiers, with one subnet per zone each."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Cidr, Node, Zone, says


class SubnetTier(Node, frozen=True, rename={"from_": "from", "load_balancers": "loadBalancers"}):
    """A tier of subnets: one in every zone, all with the same routes."""

    kind: Annotated[
        Literal["public", "private", "isolated"],
        says("public: routed to the internet gateway; private: through NAT; isolated: no way out of the VPC."),
    ]
    size: Annotated[int, Meta(ge=16, le=28), says("Prefix length of each subnet, where `cidrs` is not given.")] = 24
    from_: Annotated[Cidr | None, says("The CIDR of the VPC to allot from, which this tier then has alone.")] = None
    cidrs: Annotated[dict[Zone, Cidr] | None, says("The CIDR in every zone, instead of an allotted one.")] = None
    load_balancers: Annotated[
        bool | None,
        says(
            "Whether load balancers are placed here. Unset: in public tiers, and the private one that pods do not have."
        ),
    ] = None
