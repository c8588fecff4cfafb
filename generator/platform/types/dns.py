"""ingress.dns: records for the hosts of routes and of services, kept by external-dns."""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Node, says, text

Host = Annotated[
    str,
    text(
        r"(?=.{1,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
        "a host name",
        "shop.example.com",
    ),
]
ZoneName = Annotated[
    str,
    text(
        r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
        "the name of a hosted zone, without a dot at its end",
        "example.com",
    ),
]
ZoneId = Annotated[str, text(r"Z[A-Z0-9]{1,31}", "the id of a hosted zone", "Z0123456789ABCDEFGHIJ")]


class Dns(Node, frozen=True):
    """Records in Route 53."""

    zones: Annotated[
        dict[ZoneName, ZoneId], Meta(min_length=1), says("Hosted zones by name: the only ones that it may write to.")
    ]
    records: Annotated[
        Literal["sync", "upsertOnly"],
        says("sync: records go when their route or service goes. upsertOnly: what is there once stays."),
    ] = "sync"
