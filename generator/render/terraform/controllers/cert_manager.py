"""cert-manager: its role, which may write to the hosted zones of its issuers, and to no other."""

from collections.abc import Iterator

from generator.platform.services.ingress_controllers import CERT_MANAGER
from generator.platform.types.platform import Platform
from generator.render.arn import partition
from generator.render.terraform.block import Block
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import allow, document, inline, pod_identity, pod_trust, role


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role and the service account that has it, where there are issuers.

    https://cert-manager.io/docs/configuration/acme/dns01/route53/
    """
    issuers = platform.ingress.issuers
    if not issuers:
        return
    prefix = f"arn:{partition(platform)}:route53:::"
    zones = sorted({f"{prefix}hostedzone/{zone}" for issuer in issuers.values() for zone in issuer.zones.values()})
    owner = role(platform, CERT_MANAGER, pod_trust(platform), "cert-manager")
    yield owner
    yield inline(
        owner,
        document(
            allow(["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"], zones),
            allow(["route53:GetChange"], [f"{prefix}change/*"]),
            allow(["route53:ListHostedZonesByName"], ["*"]),
        ),
    )
    yield pod_identity(CERT_MANAGER, cluster(platform), CERT_MANAGER, CERT_MANAGER, owner)
