"""What nodes of a group are launched with: reserved capacity, placement, keys, and how they are repaired."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Node, SecurityGroupId, says, text
from generator.platform.types.percentage import Percentage

NodeCount = Annotated[int, Meta(ge=1, le=450)] | Percentage


class Reservation(Node, frozen=True):
    """Capacity that was reserved: one reservation, a group of them, or whichever fits."""

    id: Annotated[
        Annotated[
            str, text(r"cr-([0-9a-f]{8}|[0-9a-f]{17})", "the id of a capacity reservation", "cr-0123456789abcdef0")
        ]
        | None,
        says("A capacity reservation, or a capacity block."),
    ] = None
    resource_group: Annotated[
        Annotated[
            str,
            text(
                r"arn:aws(-[a-z]+)*:resource-groups:[a-z0-9-]+:[0-9]{12}:group/[\w.-]+",
                "the ARN of a resource group",
                "arn:aws:resource-groups:eu-west-1:111122223333:group/reservations",
            ),
        ]
        | None,
        says("A resource group of capacity reservations."),
    ] = None
    preference: Annotated[
        Literal["open", "none", "reservationsOnly"] | None,
        says("Without id and resourceGroup: any open one that fits, none, or nothing but reserved capacity."),
    ] = None


class Placement(Node, frozen=True):
    """Which hardware instances run on."""

    group: Annotated[
        Annotated[str, text(r"[!-~]([ -~]{0,253}[!-~])?", "a placement group's name", "training")] | None,
        says("A placement group of yours: near to one another, spread or in partitions, as it says."),
    ] = None
    tenancy: Annotated[
        Literal["default", "dedicated"], says("dedicated: on hardware that no other account's instances run on.")
    ] = "default"


class Ssh(Node, frozen=True, kw_only=True):
    """A key for SSH and who may use it; of Windows the key that decrypts the password, for RDP."""

    key_pair: Annotated[
        Annotated[str, text(r"[!-~]([ -~]{0,253}[!-~])?", "the name of an EC2 key pair", "operators")],
        says("The name of an EC2 key pair."),
    ]
    source_security_groups: Annotated[
        tuple[SecurityGroupId, ...],
        Meta(min_length=1, max_length=20),
        says("Security groups of the machines that may connect."),
    ]


class Repair(Node, frozen=True):
    """How EKS replaces nodes that stay unhealthy; needs Terraform's provider 6.25."""

    max_parallel: Annotated[NodeCount | None, says("How many nodes are repaired at once.")] = None
    max_unhealthy: Annotated[
        NodeCount | None, says("With more unhealthy nodes than these none is repaired: the fault lies elsewhere then.")
    ] = None
