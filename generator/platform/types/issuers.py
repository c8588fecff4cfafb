"""ingress.issuers: who issues certificates for the hosts of classes, by cert-manager."""

from typing import Annotated

from msgspec import Meta

from generator.platform.types.dns import ZoneId, ZoneName
from generator.platform.types.node import Node, says, text


class Issuer(Node, frozen=True):
    """An ACME server, which is shown by a record in Route 53 that a host is ours."""

    email: Annotated[
        Annotated[str, text(r"[A-Za-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}", "an e-mail address", "platform@example.com")],
        says("Whom it writes to about certificates that end."),
    ]
    zones: Annotated[
        dict[ZoneName, ZoneId], Meta(min_length=1), says("Hosted zones by name: the only ones that it may write to.")
    ]
    server: Annotated[
        Annotated[str, text(r"https://[!-~]+", "an https:// address", "https://acme.example.com/directory")],
        says("The ACME server's directory. Unset: that of Let's Encrypt."),
    ] = "https://acme-v02.api.letsencrypt.org/directory"
